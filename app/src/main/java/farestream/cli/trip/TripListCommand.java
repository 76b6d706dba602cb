package farestream.cli.trip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.booking.TripDays;
import farestream.booking.TripItem;
import farestream.booking.TripSearch;
import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.ListOptions;
import farestream.cli.console.OptionChecks;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.life.RecordedTrips;
import farestream.people.PersonKind;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import farestream.view.TripViews;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream trip list`
@Command(
    name = "list",
    header = "Lists trips.",
    description = {
      "Lists a rider's trips by the table's key, the latest pick-up first. Lists a driver's"
          + " completed trips by the workshop's index, the latest drop-off first, and the trip that"
          + " the driver accepted last. Without a rider or driver, the whole table is scanned in no"
          + " order until --limit trips are found: they need not be the latest.",
      "With --ledger, lists the trips recorded in PostgreSQL with their cycle and bill, the latest"
          + " drop-off first.",
      "The number and e-mail address of a person are looked up in the ledger; the case of an address"
          + " that the ledger has doesn't matter."
    },
    footer = {
      "",
      "Example:",
      "  ./farestream trip list --ledger --from 2026-11-01 --to 2026-11-30 --csv"
    })
final class TripListCommand implements Callable<Integer> {
  private static final String OF_A_DRIVER =
      "(completed trips and the trip accepted last; to find others, add --status InProgress or"
          + " --status Cancelled)";

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--rider-id",
      paramLabel = "N",
      description =
          "This rider's trips, found under the address in the ledger, person<N>@example.com or"
              + " --rider-email. Default: any rider's.")
  private Optional<Long> riderId;

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description = "This rider's trips, by e-mail address. Default: use --rider-id.")
  private Optional<String> riderEmail;

  @Option(
      names = "--driver-id",
      paramLabel = "N",
      description =
          "This driver's trips, found under the address in the ledger, driver<N>@taxi.com or"
              + " --driver-email. Default: any driver's.")
  private Optional<Long> driverId;

  @Option(
      names = "--driver-email",
      paramLabel = "EMAIL",
      description = "This driver's trips, by e-mail address. Default: use --driver-id.")
  private Optional<String> driverEmail;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Booked, InProgress, Completed or Cancelled. Default: any.")
  private Optional<String> status;

  @Mixin private DayOptions days = new DayOptions();

  @Option(
      names = "--ledger",
      description = "List trips recorded in PostgreSQL. Default: list trips in DynamoDB.")
  private boolean ledger;

  @Mixin private ListOptions list = new ListOptions();

  @Option(
      names = "--after",
      paramLabel = "EMAIL,TRIPINFO",
      description =
          "Continue after this trip, the last of the previous page, given by its rider's address and"
              + " its tripinfo. Default: start at the beginning.")
  private Optional<String> after;

  TripListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    var limit = list.limit();
    var checks = new OptionChecks(spec.commandLine());
    checks.person("--rider-id", riderId);
    checks.person("--driver-id", driverId);
    checks.email("--rider-email", riderEmail);
    checks.email("--driver-email", driverEmail);
    var wanted = wanted();
    if (ledger) {
      print(recorded(wanted, limit), wanted, limit);
    } else {
      print(items(wanted, limit), wanted, limit);
    }
    return ExitStatus.DONE;
  }

  private TripSearch.Wanted wanted() {
    return new TripSearch.Wanted(
        PersonAddresses.of(config, PersonKind.RIDER, riderEmail, riderId),
        riderId,
        PersonAddresses.of(config, PersonKind.DRIVER, driverEmail, driverId),
        driverEmail,
        driverId,
        PersonAddresses.number(config, PersonKind.DRIVER, driverEmail, driverId),
        status.map(this::status),
        TripDays.of(days.from(spec.commandLine()), days.until(spec.commandLine())),
        after.map(this::key));
  }

  private List<TripItem> items(TripSearch.Wanted wanted, int limit) throws InterruptedException {
    var table = config.tripsTable();
    // The index is sorted by drop-off, which isn't part of the key, so the item must exist.
    if (wanted.isByDriver()
        && wanted.after().filter(last -> table.find(last).isEmpty()).isPresent()) {
      throw notFound(wanted.after().get());
    }
    return new TripSearch(table).list(wanted, limit);
  }

  /// Lists recorded trips. A driver given by address is looked up by number, which is indexed.
  private ArrayNode recorded(TripSearch.Wanted wanted, int limit) throws SQLException {
    if (wanted.status().orElse(TripStatus.COMPLETED) != TripStatus.COMPLETED) {
      throw new ParameterException(
          spec.commandLine(), "--ledger lists only completed trips: omit --status");
    }
    try (var connection = config.ledger().getConnection()) {
      var rows = new RecordedTrips(connection);
      if (wanted.after().isPresent() && !rows.has(wanted.after().get())) {
        throw notFound(wanted.after().get());
      }
      return rows.list(
          new RecordedTrips.Wanted(
              wanted.riders(),
              riderId,
              driverEmail.isPresent() && (driverId.isPresent() || wanted.holder().isEmpty())
                  ? wanted.drivers()
                  : List.of(),
              wanted.holder(),
              days.from(spec.commandLine()),
              days.until(spec.commandLine()),
              wanted.after()),
          limit);
    }
  }

  private static Refusal notFound(TripKey last) {
    return new Refusal(
        "rider %s has no trip %s: set --after to the last trip of the previous page"
            .formatted(last.riderEmail(), last.tripInfo()));
  }

  private void print(List<TripItem> trips, TripSearch.Wanted wanted, int limit) {
    if (list.printCsv(TripViews.ITEM, trips) || list.printJson(items(trips))) {
      return;
    }
    var out = spec.commandLine().getOut();
    if (trips.isEmpty()) {
      out.println("no trips" + where(wanted));
      return;
    }
    TextTable.of(TripViews.ITEM, trips).print(out);
    if (trips.size() == limit) {
      var isInOrder = !wanted.riders().isEmpty() || wanted.isByDriver();
      printNext(
          isInOrder
              ? "the first %d".formatted(limit)
              : "the first %d that were found, not the latest".formatted(limit),
          trips.getLast().key());
    }
    if (wanted.isByDriver() && driverId.isPresent() && status.isEmpty()) {
      out.println(OF_A_DRIVER);
    }
  }

  private void print(ArrayNode rows, TripSearch.Wanted wanted, int limit) {
    var trips = StreamSupport.stream(rows.spliterator(), false).toList();
    if (list.print(TripViews.RECORDED, trips)) {
      return;
    }
    if (trips.isEmpty()) {
      spec.commandLine().getOut().println("no recorded trips" + where(wanted));
      return;
    }
    TextTable.of(TripViews.RECORDED, trips).print(spec.commandLine().getOut());
    if (trips.size() == limit) {
      printNext("the first %d".formatted(limit), key(trips.getLast()));
    }
  }

  private static ArrayNode items(List<TripItem> trips) {
    var array = JsonNodeFactory.instance.arrayNode();
    trips.forEach(trip -> array.add(trip.toJson()));
    return array;
  }

  private void printNext(String shown, TripKey last) {
    spec.commandLine()
        .getOut()
        .printf(
            "(%s; --limit N shows more, --after '%s,%s' the next page)%n",
            shown, CellText.oneLine(last.riderEmail()), CellText.oneLine(last.tripInfo()));
  }

  private static TripKey key(JsonNode row) {
    return new TripKey(row.path("riderEmail").asText(), row.path("tripinfo").asText());
  }

  /// Names the addresses that were searched, because the person may have another one.
  private static String where(TripSearch.Wanted wanted) {
    if (!wanted.riders().isEmpty()) {
      return under("rider", wanted.riders());
    }
    return wanted.isByDriver() ? under("driver", wanted.drivers()) : "";
  }

  private static String under(String role, List<String> addresses) {
    return " under %s: to search another address, add --%s-email"
        .formatted(String.join(" or ", addresses), role);
  }

  /// Splits at the first comma: an address has no comma, and a tripinfo has one.
  private TripKey key(String text) {
    var comma = text.indexOf(',');
    if (comma < 1 || comma == text.length() - 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--after '%s' doesn't have the form a@example.com,2020-04-05T18:52:42Z,8987397"
              .formatted(text));
    }
    return new TripKey(text.substring(0, comma), text.substring(comma + 1));
  }

  private TripStatus status(String text) {
    return Arrays.stream(TripStatus.values())
        .filter(status -> status.text().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--status must be one of " + TripStatus.texts()));
  }
}
