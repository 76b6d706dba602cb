package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.booking.TripItem;
import farestream.booking.TripSearch;
import farestream.booking.TripsTable;
import farestream.cli.console.CellText;
import farestream.cli.console.OptionChecks;
import farestream.cli.console.Prompt;
import farestream.cli.console.UnavailableParts;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.people.PersonKind;
import farestream.trip.TripKey;
import java.io.BufferedReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// The arguments that identify a trip: TRIPINFO and optionally the rider.
///
/// The table's key also contains the rider's e-mail address. If no rider is given, the lab's rider
/// is tried first and then the whole table is scanned.
///
/// Other writers may use any text as tripinfo. A tripinfo that doesn't have our form is found only
/// if the rider is given: it is probably a typing error, which isn't worth a scan.
final class TripArgument {
  private static final String LISTED = "./farestream trip list shows the trips";
  private static final String EXAMPLE = "2020-04-05T18:52:42Z,8987397";
  private static final Pattern TRIP_INFO = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z,\\d+");

  @Parameters(
      arity = "0..1",
      paramLabel = "TRIPINFO",
      description = "Such as " + EXAMPLE + ". Default: prompt for it.")
  private @Nullable String tripInfo;

  @Option(
      names = "--rider-id",
      paramLabel = "N",
      description = "The trip's rider. Default: try the lab's rider, then any rider.")
  private Optional<Long> riderId = Optional.empty();

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description = "The trip's rider, by e-mail address. Default: use --rider-id.")
  private Optional<String> riderEmail = Optional.empty();

  TripKey key(Config config, TripsTable table, CommandLine command, BufferedReader in)
      throws InterruptedException {
    var given = given(command, in);
    var named = named(config, given);
    if (!named.isEmpty()) {
      return named.stream()
          .filter(key -> table.find(key).filter(this::isOfRider).isPresent())
          .findFirst()
          .orElse(named.getFirst());
    }
    var ofTheLab = ofTheLab(given);
    if (table.find(ofTheLab).isPresent()) {
      return ofTheLab;
    }
    requireForm(given, command);
    return one(new TripSearch(table).keysOf(given), given);
  }

  /// Finds the trip in DynamoDB or in the ledger, also by its number in the ledger.
  ///
  /// @param gaps collects the failure of a database that can't be reached
  /// @return empty if the trip can only be in a database that can't be reached
  Optional<TripKey> anywhere(
      Config config, UnavailableParts gaps, CommandLine command, BufferedReader in)
      throws InterruptedException {
    var given = given(command, in);
    var finder = new TripFinder(config, gaps);
    var named = named(config, given);
    if (!named.isEmpty()) {
      return Optional.of(finder.firstExisting(named, this::isOfRider));
    }
    if (TripFinder.isNumber(given)) {
      var numbered = finder.numbered(given);
      if (numbered.isEmpty() && gaps.isEmpty()) {
        throw new Refusal("the ledger has no trip number " + given + ": " + LISTED);
      }
      return numbered;
    }
    var keys = finder.named(given, TRIP_INFO.matcher(given).matches());
    if (keys.isEmpty()) {
      requireForm(given, command);
    }
    return keys.isEmpty() && !gaps.isEmpty() ? Optional.empty() : Optional.of(one(keys, given));
  }

  /// Returns whether a trip is of the rider that was given. A trip under the rider's former address
  /// may be of another rider, who has the address now.
  private boolean isOfRider(TripItem trip) {
    return riderId.isEmpty() || trip.riderId().isEmpty() || trip.riderId().equals(riderId);
  }

  private String given(CommandLine command, BufferedReader in) {
    var checks = new OptionChecks(command);
    checks.person("--rider-id", riderId);
    checks.email("--rider-email", riderEmail);
    var given = Prompt.tripInfo(tripInfo, command, in);
    if (!TripsTable.canBe(ofTheLab(given))) {
      throw new Refusal("TRIPINFO is too long for a trip's key: " + LISTED);
    }
    return given;
  }

  /// Returns a key for each address of the rider that was given; empty if none was.
  private List<TripKey> named(Config config, String given) {
    return PersonAddresses.of(config, PersonKind.RIDER, riderEmail, riderId).stream()
        .map(address -> new TripKey(address, given))
        .toList();
  }

  private static TripKey ofTheLab(String given) {
    return new TripKey(LabDefaults.rider(LabDefaults.RIDER).email(), given);
  }

  private static void requireForm(String given, CommandLine command) {
    if (!TRIP_INFO.matcher(given).matches()) {
      throw new ParameterException(
          command,
          "TRIPINFO '%s' doesn't have the form %s; to look up any other tripinfo, add --rider-email"
              .formatted(CellText.of(given), EXAMPLE));
    }
  }

  static Refusal notFound(TripKey key) {
    return new Refusal(
        "rider %s has no trip %s: %s".formatted(key.riderEmail(), key.tripInfo(), LISTED));
  }

  private static TripKey one(List<TripKey> keys, String tripInfo) {
    return switch (keys.size()) {
      case 0 -> throw new Refusal("there is no trip %s: %s".formatted(tripInfo, LISTED));
      case 1 -> keys.getFirst();
      default ->
          throw new Refusal(
              "%d riders have a trip %s: name one with --rider-email"
                  .formatted(keys.size(), tripInfo));
    };
  }
}
