package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.booking.TripAcceptance;
import farestream.booking.TripItem;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.people.Person;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import farestream.trip.Driver;
import farestream.trip.Limits;
import farestream.trip.Ride;
import farestream.trip.Stop;
import farestream.trip.TripStatus;
import java.io.BufferedReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream accept`
@Command(
    name = "accept",
    header = "A driver accepts a booked trip.",
    description = "Values that aren't given are generated, as in the lab.",
    footer = {
      "",
      "Example:",
      "  ./farestream accept 2020-04-05T18:52:42Z,8987397 --driver-id 510909"
    })
public final class AcceptCommand implements Callable<Integer> {
  private final Config config;
  private final BufferedReader in;
  @Spec private CommandSpec spec;
  @Mixin private TripArgument trip;

  @Option(
      names = "--driver-id",
      paramLabel = "N",
      description =
          "The driver, who must be active in the ledger. Default: one of the lab's ten drivers without"
              + " an active trip, at random.")
  private Optional<Long> driverId;

  @Option(
      names = "--driver-name",
      paramLabel = "NAME",
      description = "Default: the name in the ledger, else driver<N>.")
  private Optional<String> name;

  @Option(
      names = "--driver-email",
      paramLabel = "EMAIL",
      description =
          "An address that no other driver has in the ledger. Default: the address in the ledger, else"
              + " driver<N>@taxi.com.")
  private Optional<String> email;

  @Option(
      names = "--driver-mobile",
      paramLabel = "NUMBER",
      description = "Default: the mobile number in the ledger, else none.")
  private Optional<String> mobile;

  @Option(
      names = "--vehicle",
      paramLabel = "PLATE",
      description = "Default: the vehicle in the ledger, else none.")
  private Optional<String> vehicle;

  @Option(
      names = "--cab-type",
      paramLabel = "N",
      description = "1 yellow, 2 green, 3 uber, 4 lyft. Default: 2.")
  private Optional<Long> cabType;

  @Option(names = "--vendor", paramLabel = "N", description = "The meter's vendor. Default: 2.")
  private Optional<Long> vendor;

  @Option(
      names = "--trip-type",
      paramLabel = "N",
      description = "1 street hail, 2 dispatch. Default: 2.")
  private Optional<Long> tripType;

  @Option(
      names = "--longitude",
      paramLabel = "DEGREES",
      description = "Longitude of the pick-up. Default: random.")
  private Optional<BigDecimal> longitude;

  @Option(
      names = "--latitude",
      paramLabel = "DEGREES",
      description = "Latitude of the pick-up. Default: random.")
  private Optional<BigDecimal> latitude;

  @Mixin private PeopleCheck people = new PeopleCheck();

  @Option(names = "--json", description = "Print the item as JSON.")
  private boolean json;

  AcceptCommand(Config config, BufferedReader in) {
    this.config = config;
    this.in = in;
  }

  @Override
  public Integer call() throws InterruptedException {
    var checks = new OptionChecks(spec.commandLine());
    checks.person("--driver-id", driverId);
    checks.email("--driver-email", email);
    checks.code("--cab-type", cabType, 1, 2, 3, 4);
    checks.code("--trip-type", tripType, 1, 2);
    checks.count("--vendor", vendor, 1, 99);
    checks.measure("--longitude", longitude, Limits.LONGITUDE);
    checks.measure("--latitude", latitude, Limits.LATITUDE);
    var random = RandomGenerator.getDefault();
    var table = config.tripsTable();
    var key = trip.key(config, table, spec.commandLine(), in);
    table.find(key).ifPresent(this::requireActiveRider);
    var pickup =
        new Stop(
            Instant.now(),
            longitude.or(() -> Optional.of(LabDefaults.degrees(random, -74, -73))),
            latitude.or(() -> Optional.of(LabDefaults.degrees(random, 40, 41))),
            Optional.empty());
    var ride =
        new Ride(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            tripType.or(() -> Optional.of(2L)),
            Optional.of("N"));
    for (var known : drivers(random).entrySet()) {
      var driver = driver(known.getKey(), known.getValue());
      switch (TripAcceptance.run(table, key, driver, pickup, ride)) {
        case TripAcceptance.Outcome.Accepted() -> {
          var accepted = table.find(key).orElseThrow(() -> TripArgument.notFound(key));
          TripText.print(accepted, json, spec.commandLine().getOut());
          return ExitStatus.DONE;
        }
        case TripAcceptance.Outcome.NotFound(var wanted) -> throw TripArgument.notFound(wanted);
        case TripAcceptance.Outcome.Taken(var taken) -> throw taken(taken);
        case TripAcceptance.Outcome.DriverIsBusy(var with) -> {
          if (driverId.isPresent() || email.isPresent()) {
            throw busy(driver, with);
          }
        }
      }
    }
    throw new Refusal(
        "each of the lab's ten drivers has an active trip: complete or cancel one of them, or name"
            + " another driver with --driver-id");
  }

  private void requireActiveRider(TripItem booked) {
    if (booked.status().equals(Optional.of(TripStatus.BOOKED))) {
      booked
          .riderId()
          .ifPresent(
              id -> {
                var _ =
                    people.requireActive(
                        config, spec.commandLine(), PersonKind.RIDER, id, Optional.empty());
              });
    }
  }

  private static Refusal busy(Driver driver, TripItem with) {
    return new Refusal(
        "driver %d has an active trip, %s of rider %s: complete or cancel it first"
            .formatted(driver.id(), with.key().tripInfo(), with.key().riderEmail()));
  }

  /// Returns the driver that was given by number or by an address that the ledger knows, or else
  /// the lab's drivers, of whom the first without an active trip accepts.
  private Map<Long, Optional<Person>> drivers(RandomGenerator random) {
    return PersonAddresses.number(config, PersonKind.DRIVER, email, driverId)
        .map(this::named)
        .orElseGet(() -> ofTheLab(random));
  }

  private Map<Long, Optional<Person>> named(long driver) {
    var invented =
        email.isPresent() ? Optional.<String>empty() : LabDefaults.driver(driver).email();
    return Map.of(
        driver,
        people.requireActive(config, spec.commandLine(), PersonKind.DRIVER, driver, invented));
  }

  private Map<Long, Optional<Person>> ofTheLab(RandomGenerator random) {
    var active =
        people.active(
            config,
            spec.commandLine(),
            PersonKind.DRIVER,
            LabDefaults.drivers(random),
            email.isPresent() ? Optional.empty() : Optional.of("driver<N>@taxi.com"));
    if (active.isEmpty()) {
      throw new Refusal(
          "none of the lab's ten drivers is known and active in the ledger: name another with"
              + " --driver-id, or pass --allow-unknown to use unknown ones");
    }
    return active;
  }

  /// Returns the driver: what was given, else what the ledger knows, else what the lab would have.
  private Driver driver(long id, Optional<Person> known) {
    var usual = LabDefaults.driver(id);
    var own = value(known, PersonField.EMAIL);
    var address = email.or(() -> own).or(usual::email);
    if (!own.equals(address)) {
      address.ifPresent(text -> people.requireOwn(config, PersonKind.DRIVER, id, text));
    }
    return new Driver(
        usual.id(),
        name.or(() -> value(known, PersonField.NAME)).or(usual::name),
        address,
        mobile.or(() -> value(known, PersonField.MOBILE)).or(usual::mobile),
        vehicle.or(() -> value(known, PersonField.VEHICLE)).or(usual::vehicle),
        cabType.or(usual::cabType),
        vendor.or(usual::vendor));
  }

  private static Optional<String> value(Optional<Person> person, PersonField field) {
    return person.flatMap(known -> known.value(field));
  }

  private static Refusal taken(TripItem trip) {
    var who =
        trip.status().equals(Optional.of(TripStatus.CANCELLED))
            ? ""
            : trip.driverId().map(" by driver %d"::formatted).orElse("");
    return new Refusal(
        "trip %s is %s%s, no longer Booked: accept another"
            .formatted(trip.key().tripInfo(), trip.statusText(), who));
  }
}
