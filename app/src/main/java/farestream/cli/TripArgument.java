package farestream.cli;

import farestream.booking.Lab;
import farestream.booking.TripSearch;
import farestream.booking.TripsTable;
import farestream.trip.TripKey;
import java.io.BufferedReader;
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

  TripKey key(TripsTable table, CommandLine command, BufferedReader in)
      throws InterruptedException {
    var bounds = new Bounds(command);
    bounds.person("--rider-id", riderId);
    bounds.email("--rider-email", riderEmail);
    var given = Prompt.tripInfo(tripInfo, command, in);
    var named = riderEmail.or(() -> riderId.map(id -> Lab.rider(id).email()));
    var ofTheLab = new TripKey(Lab.rider(Lab.RIDER).email(), given);
    if (!TripsTable.canBe(ofTheLab)) {
      throw new Refused("no trip has so long a tripinfo: ./farestream trip list shows the trips");
    }
    if (named.isPresent()) {
      return new TripKey(named.get(), given);
    }
    if (table.find(ofTheLab).isPresent()) {
      return ofTheLab;
    }
    if (!TRIP_INFO.matcher(given).matches()) {
      throw new ParameterException(
          command,
          "TRIPINFO '%s' is none such as %s; for a trip by another name say whose it is"
              .formatted(QuarantineText.cell(given), EXAMPLE));
    }
    return anyones(table, given);
  }

  static Refused notFound(TripKey key) {
    return new Refused(
        "rider %s has no trip %s: ./farestream trip list shows the trips"
            .formatted(key.riderEmail(), key.tripInfo()));
  }

  private static TripKey anyones(TripsTable table, String tripInfo) throws InterruptedException {
    var keys = new TripSearch(table).keysOf(tripInfo);
    return switch (keys.size()) {
      case 0 ->
          throw new Refused(
              "there is no trip %s: ./farestream trip list shows the trips".formatted(tripInfo));
      case 1 -> keys.getFirst();
      default ->
          throw new Refused(
              "%d riders have a trip %s: say whose with --rider-email"
                  .formatted(keys.size(), tripInfo));
    };
  }
}
