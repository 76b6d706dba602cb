package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.booking.TripCompletion;
import farestream.booking.TripItem;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.people.PersonKind;
import farestream.trip.Limits;
import farestream.trip.Ride;
import farestream.trip.Stop;
import farestream.trip.TripAttribute;
import farestream.trip.TripStatus;
import farestream.view.CityTime;
import java.io.BufferedReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream complete`
@Command(
    name = "complete",
    header = "The driver who accepted a trip completes it.",
    description =
        "Values that aren't given are generated, as in the lab. The total is the sum of its parts.",
    footer = {
      "",
      "Example:",
      "  ./farestream complete 2020-04-05T18:52:42Z,8987397 --fare 23.50 --tip 4"
    })
public final class CompleteCommand implements Callable<Integer> {
  private final Config config;
  private final BufferedReader in;
  @Spec private CommandSpec spec;
  @Mixin private TripArgument trip;
  @Mixin private FareOptions fare;

  @Option(
      names = "--driver-id",
      paramLabel = "N",
      description = "Who completes it. Default: the driver who accepted it.")
  private Optional<Long> driverId;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "The drop-off time, such as 2020-04-05T19:12:42Z. Default: now.")
  private Optional<Instant> at;

  @Option(names = "--distance", paramLabel = "MILES", description = "Default: random, 1 to 50.")
  private Optional<BigDecimal> distance;

  @Option(names = "--passengers", paramLabel = "N", description = "Default: random, 1 to 7.")
  private Optional<Long> passengers;

  @Option(
      names = "--rate-code",
      paramLabel = "N",
      description =
          "1 standard, 2 JFK, 3 Newark, 4 Nassau or Westchester, 5 negotiated, 6 group, 99 unknown."
              + " Default: random, 1 to 6.")
  private Optional<Long> rateCode;

  @Option(
      names = "--payment-type",
      paramLabel = "N",
      description =
          "1 card, 2 cash, 3 no charge, 4 dispute, 5 unknown, 6 voided. Default: random, 1 to 4.")
  private Optional<Long> paymentType;

  @Option(
      names = "--longitude",
      paramLabel = "DEGREES",
      description = "Longitude of the drop-off. Default: random.")
  private Optional<BigDecimal> longitude;

  @Option(
      names = "--latitude",
      paramLabel = "DEGREES",
      description = "Latitude of the drop-off. Default: random.")
  private Optional<BigDecimal> latitude;

  @Mixin private PeopleCheck people = new PeopleCheck();

  @Option(names = "--json", description = "Print the item as JSON.")
  private boolean json;

  CompleteCommand(Config config, BufferedReader in) {
    this.config = config;
    this.in = in;
  }

  @Override
  public Integer call() throws InterruptedException {
    checkOptions();
    var random = RandomGenerator.getDefault();
    var price = fare.fare(random, spec.commandLine());
    var table = config.tripsTable();
    var key = trip.key(config, table, spec.commandLine(), in);
    var dropoff =
        new Stop(
            at.orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS)),
            longitude.or(() -> Optional.of(LabDefaults.degrees(random, -74, -73))),
            latitude.or(() -> Optional.of(LabDefaults.degrees(random, 40, 41))),
            Optional.empty());
    var item = table.find(key).orElseThrow(() -> TripArgument.notFound(key));
    requireAfterPickup(item, dropoff.time());
    var driver = driverId.or(item::driverId).orElseThrow(() -> wrongStatus(item));
    requireKnownPeople(item);
    return switch (TripCompletion.run(table, key, driver, dropoff, ride(random), price)) {
      case TripCompletion.Outcome.Completed(var completed) -> {
        TripText.print(completed, json, spec.commandLine().getOut());
        yield ExitStatus.DONE;
      }
      case TripCompletion.Outcome.NotFound(var wanted) -> throw TripArgument.notFound(wanted);
      case TripCompletion.Outcome.WrongStatus(var other) -> throw wrongStatus(other);
      case TripCompletion.Outcome.WrongDriver(var other) ->
          throw new Refusal(
              "trip %s was accepted by driver %d: only that driver may complete it"
                  .formatted(other.key().tripInfo(), other.driverId().orElse(0L)));
    };
  }

  private void checkOptions() {
    var checks = new OptionChecks(spec.commandLine());
    checks.time("--at", at);
    checks.measure("--distance", distance, Limits.MILES);
    checks.count("--passengers", passengers, 0, 100);
    checks.measure("--longitude", longitude, Limits.LONGITUDE);
    checks.measure("--latitude", latitude, Limits.LATITUDE);
    checks.person("--driver-id", driverId);
    checks.code("--payment-type", paymentType, 1, 2, 3, 4, 5, 6);
    checks.code("--rate-code", rateCode, 1, 2, 3, 4, 5, 6, 99);
  }

  /// Checks the people of a trip in progress. For any other trip the conditional write reports
  /// what is wrong.
  private void requireKnownPeople(TripItem trip) {
    if (trip.status().equals(Optional.of(TripStatus.IN_PROGRESS))) {
      trip.riderId().ifPresent(id -> requireKnown(PersonKind.RIDER, id));
      trip.driverId().ifPresent(id -> requireKnown(PersonKind.DRIVER, id));
    }
  }

  /// Inactive people may complete a trip under way.
  private void requireKnown(PersonKind kind, long number) {
    var _ = people.require(config, spec.commandLine(), kind, number);
  }

  private static void requireAfterPickup(TripItem trip, Instant dropoff) {
    var pickup = CityTime.read(trip.text(TripAttribute.PICKUP_DATETIME).orElse(""), ZoneOffset.UTC);
    if (pickup instanceof CityTime.Reading.Moment(var began) && dropoff.isBefore(began)) {
      throw new Refusal(
          "trip %s can't end at %s, before its pick-up at %s: pass a later --at"
              .formatted(trip.key().tripInfo(), dropoff, began));
    }
  }

  private Ride ride(RandomGenerator random) {
    return new Ride(
        distance.or(() -> Optional.of(BigDecimal.valueOf(random.nextInt(1, 51)))),
        passengers.or(() -> Optional.of(random.nextLong(1, 8))),
        rateCode.or(() -> Optional.of(random.nextLong(1, 7))),
        paymentType.or(() -> Optional.of(random.nextLong(1, 5))),
        Optional.empty(),
        Optional.empty());
  }

  private static Refusal wrongStatus(TripItem trip) {
    return new Refusal(
        "trip %s is %s, not InProgress: only an accepted trip can be completed"
            .formatted(trip.key().tripInfo(), trip.statusText()));
  }
}
