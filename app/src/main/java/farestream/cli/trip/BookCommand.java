package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.booking.TripBooking;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.people.PersonField;
import farestream.people.PersonKind;
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
    description = "Values that aren't given are generated, as in the lab.",
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
          "The rider, who must be active in the ledger. Default: the lab's rider, ${DEFAULT-VALUE}.")
  private long riderId;

  @Option(
      names = "--rider-name",
      paramLabel = "NAME",
      description = "Default: the name in the ledger, else person<N>.")
  private Optional<String> name;

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description =
          "An address that no other rider has in the ledger. Default: the address in the ledger, else"
              + " person<N>@example.com.")
  private Optional<String> email;

  @Option(
      names = "--rider-mobile",
      paramLabel = "NUMBER",
      description = "Default: the number in the ledger, else none.")
  private Optional<String> mobile;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "The pick-up time, such as 2020-04-05T18:52:42Z. Default: now.")
  private Optional<Instant> at;

  @Mixin private PeopleCheck people = new PeopleCheck();

  @Option(names = "--json", description = "Print the item as JSON.")
  private boolean json;

  BookCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var checks = new OptionChecks(spec.commandLine());
    checks.person("--rider-id", Optional.of(riderId));
    checks.email("--rider-email", email);
    checks.time("--at", at);
    var table = config.tripsTable();
    var rider = rider();
    var pickup = at.orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
    var number = RandomGenerator.getDefault().nextInt(NUMBERS);
    return switch (TripBooking.run(table, rider, pickup, number)) {
      case TripBooking.Outcome.Booked(var trip) -> {
        TripText.print(trip, json, spec.commandLine().getOut());
        yield ExitStatus.DONE;
      }
      case TripBooking.Outcome.AlreadyExists(var trip) ->
          throw new Refusal("trip %s exists already: book again".formatted(trip.key().tripInfo()));
    };
  }

  /// Returns the rider: what was given, else what the ledger knows, else what the lab would have.
  private Rider rider() {
    var usual = LabDefaults.rider(riderId);
    var invented = email.isPresent() ? Optional.<String>empty() : Optional.of(usual.email());
    var known =
        people.requireActive(config, spec.commandLine(), PersonKind.RIDER, riderId, invented);
    var own = known.flatMap(person -> person.value(PersonField.EMAIL));
    var address = email.or(() -> own).orElse(usual.email());
    if (!own.equals(Optional.of(address))) {
      people.requireOwn(config, PersonKind.RIDER, riderId, address);
    }
    return new Rider(
        riderId,
        address,
        name.or(() -> known.flatMap(person -> person.value(PersonField.NAME))).or(usual::name),
        mobile
            .or(() -> known.flatMap(person -> person.value(PersonField.MOBILE)))
            .or(usual::mobile));
  }
}
