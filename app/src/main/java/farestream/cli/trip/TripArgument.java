package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.booking.TripSearch;
import farestream.booking.TripsTable;
import farestream.cli.console.CellText;
import farestream.cli.console.OptionChecks;
import farestream.cli.console.Prompt;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.people.PeopleLookup.Role;
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

/// Which trip a command is about: TRIPINFO, and whose it is.
///
/// The table's key needs the rider's e-mail, too. The lab's rider is tried first; a trip of
/// anyone else is looked for in the whole table unless the rider is named.
///
/// Another writer's tripinfo may be any text. One that isn't of our form is found if the rider is
/// named; nobody's whole table is read for what is probably a slip.
final class TripArgument {
  private static final String LISTED = "./farestream trip list shows the trips";
  private static final String EXAMPLE = "2020-04-05T18:52:42Z,8987397";
  private static final Pattern TRIP_INFO = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z,\\d+");

  @Parameters(
      arity = "0..1",
      paramLabel = "TRIPINFO",
      description = "Such as " + EXAMPLE + "; else it is asked for.")
  private @Nullable String tripInfo;

  @Option(
      names = "--rider-id",
      paramLabel = "N",
      description = "The rider whose trip it is; else the lab's rider's, then anyone's.")
  private Optional<Long> riderId = Optional.empty();

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description = "The rider whose trip it is, by e-mail address; else by --rider-id.")
  private Optional<String> riderEmail = Optional.empty();

  TripKey key(Config config, TripsTable table, CommandLine command, BufferedReader in)
      throws InterruptedException {
    var given = given(command, in);
    var named = named(config, given);
    if (!named.isEmpty()) {
      return named.stream()
          .filter(key -> table.find(key).isPresent())
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

  /// The same on whichever side it is, by its number in the ledger, too.
  ///
  /// @param gaps takes a side that can't be asked
  /// @return empty if it may be on that side only
  Optional<TripKey> anywhere(
      Config config, UnavailableParts gaps, CommandLine command, BufferedReader in)
      throws InterruptedException {
    var given = given(command, in);
    var finder = new TripFinder(config, gaps);
    var named = named(config, given);
    if (!named.isEmpty()) {
      return Optional.of(finder.known(named));
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

  private String given(CommandLine command, BufferedReader in) {
    var bounds = new OptionChecks(command);
    bounds.person("--rider-id", riderId);
    bounds.email("--rider-email", riderEmail);
    var given = Prompt.tripInfo(tripInfo, command, in);
    if (!TripsTable.canBe(ofTheLab(given))) {
      throw new Refusal("no trip has so long a tripinfo: " + LISTED);
    }
    return given;
  }

  /// Of the rider who was named, a key for each address that it may be under.
  private List<TripKey> named(Config config, String given) {
    return PersonAddresses.of(config, Role.RIDER, riderEmail, riderId).stream()
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
          "TRIPINFO '%s' is none such as %s; for a trip by another name say whose it is"
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
              "%d riders have a trip %s: say whose with --rider-email"
                  .formatted(keys.size(), tripInfo));
    };
  }
}
