package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.booking.TripBooking;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.people.PeopleLookup.Role;
import farestream.trip.Rider;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream book`
@Command(
    name = "book",
    header = "A rider books a trip.",
    description = "What isn't given is made up, as in the lab.",
    footer = {"", "Example:", "  ./farestream book --rider-id 69257"})
public final class BookCommand implements Callable<Integer> {
  private static final int NUMBERS = 10_000_000;

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--rider-id",
      paramLabel = "N",
      defaultValue = "" + LabDefaults.RIDER,
      description =
          "Else the lab's ${DEFAULT-VALUE}. The ledger takes only people in its table riders.")
  private long riderId;

  @Option(names = "--rider-name", paramLabel = "NAME", description = "Else person<N>.")
  private Optional<String> name;

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description = "Else person<N>@example.com.")
  private Optional<String> email;

  @Option(
      names = "--rider-mobile",
      paramLabel = "NUMBER",
      description = "Else that of the lab's rider, or none.")
  private Optional<String> mobile;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When to be picked up, such as 2020-04-05T18:52:42Z; else now.")
  private Optional<Instant> at;

  @Mixin private PeopleCheck people = new PeopleCheck();

  @Option(names = "--json", description = "Print the item as JSON.")
  private boolean json;

  BookCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var bounds = new OptionChecks(spec.commandLine());
    bounds.person("--rider-id", Optional.of(riderId));
    bounds.email("--rider-email", email);
    bounds.time("--at", at);
    var usual = LabDefaults.rider(riderId);
    var rider =
        new Rider(
            riderId, email.orElse(usual.email()), name.or(usual::name), mobile.or(usual::mobile));
    var table = config.tripsTable();
    people.require(config, spec.commandLine(), Role.RIDER, riderId);
    var pickup = at.orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
    var number = RandomGenerator.getDefault().nextInt(NUMBERS);
    return switch (TripBooking.run(table, rider, pickup, number)) {
      case TripBooking.Outcome.Booked(var trip) -> {
        TripText.print(trip, json, spec.commandLine().getOut());
        yield ExitStatus.DONE;
      }
      case TripBooking.Outcome.AlreadyThere(var trip) ->
          throw new Refusal(
              "trip %s is there already: book again".formatted(trip.key().tripInfo()));
    };
  }
}
