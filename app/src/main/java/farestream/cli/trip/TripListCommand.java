package farestream.cli.trip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.booking.TripDays;
import farestream.booking.TripItem;
import farestream.booking.TripSearch;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.ListOptions;
import farestream.cli.console.OptionChecks;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.life.RecordedTrips;
import farestream.people.PeopleLookup.Role;
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
      "Of a rider the latest pick-ups, by the table's key. Of a driver the trip accepted last here"
          + " and the completed ones, by the workshop's index, the latest drop-offs. For anything"
          + " else the whole table is read, in no order, until there are as many as --limit says:"
          + " these need not be the latest.",
      "With --ledger the trips that PostgreSQL has recorded, with their cycle and bill, the latest"
          + " drop-offs first.",
      "A person's number is that of the ledger, which also has the e-mail address."
    },
    footer = {
      "",
      "Example:",
      "  ./farestream trip list --ledger --from 2026-11-01 --to 2026-11-30 --csv"
    })
final class TripListCommand implements Callable<Integer> {
  private static final String OF_A_DRIVER =
      "(completed, and the one accepted last here; --status InProgress or Cancelled finds the"
          + " others)";

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--rider-id",
      paramLabel = "N",
      description =
          "This rider's, under the ledger's address, person<N>@example.com, or --rider-email; else"
              + " anyone's.")
  private Optional<Long> riderId;

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description = "This rider's, by e-mail address; else by --rider-id.")
  private Optional<String> riderEmail;

  @Option(
      names = "--driver-id",
      paramLabel = "N",
      description =
          "This driver's, under the ledger's address, driver<N>@taxi.com, or --driver-email; else"
              + " anyone's.")
  private Optional<Long> driverId;

  @Option(
      names = "--driver-email",
      paramLabel = "EMAIL",
      description = "This driver's, by e-mail address; else by --driver-id.")
  private Optional<String> driverEmail;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Booked, InProgress, Completed or Cancelled; else any.")
  private Optional<String> status;

  @Mixin private DayOptions days = new DayOptions();

  @Option(
      names = "--ledger",
      description = "List what PostgreSQL has recorded; else what is in DynamoDB.")
  private boolean ledger;

  @Mixin private ListOptions list = new ListOptions();

  @Option(
      names = "--after",
      paramLabel = "EMAIL,TRIPINFO",
      description =
          "Go on after this trip, the last of the page before, by its rider's address and its"
              + " tripinfo; else from the beginning.")
  private Optional<String> after;

  TripListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    var limit = list.limit();
    var bounds = new OptionChecks(spec.commandLine());
    bounds.person("--rider-id", riderId);
    bounds.person("--driver-id", driverId);
    bounds.email("--rider-email", riderEmail);
    bounds.email("--driver-email", driverEmail);
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
        PersonAddresses.of(config, Role.RIDER, riderEmail, riderId),
        riderId,
        PersonAddresses.of(config, Role.DRIVER, driverEmail, driverId),
        driverEmail,
        driverId,
        PersonAddresses.number(config, Role.DRIVER, driverEmail, driverId),
        status.map(this::status),
        TripDays.of(days.from(spec.commandLine()), days.until(spec.commandLine())),
        after.map(this::key));
  }

  private List<TripItem> items(TripSearch.Wanted wanted, int limit) throws InterruptedException {
    var table = config.tripsTable();
    // The index goes by drop-off, which a key doesn't tell.
    if (wanted.isByDriver()
        && wanted.after().filter(last -> table.find(last).isEmpty()).isPresent()) {
      throw notThere(wanted.after().get());
    }
    return new TripSearch(table).list(wanted, limit);
  }

  /// A driver whom the ledger knows by an address is asked for by number, which an index has.
  private ArrayNode recorded(TripSearch.Wanted wanted, int limit) throws SQLException {
    if (wanted.status().orElse(TripStatus.COMPLETED) != TripStatus.COMPLETED) {
      throw new ParameterException(
          spec.commandLine(), "--ledger has completed trips only: leave out --status");
    }
    try (var connection = config.ledger().getConnection()) {
      var rows = new RecordedTrips(connection);
      if (wanted.after().isPresent() && !rows.has(wanted.after().get())) {
        throw notThere(wanted.after().get());
      }
      return rows.list(
          new RecordedTrips.Wanted(
              wanted.riders(),
              riderId,
              driverId.isPresent() || wanted.holder().isEmpty() ? driverEmail : Optional.empty(),
              wanted.holder(),
              days.from(spec.commandLine()),
              days.until(spec.commandLine()),
              wanted.after()),
          limit);
    }
  }

  private static Refusal notThere(TripKey last) {
    return new Refusal(
        "rider %s has no trip %s: --after names the last trip of the page before"
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
              ? "%d at the most".formatted(limit)
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
      printNext("%d at the most".formatted(limit), key(trips.getLast()));
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
            "(%s; --limit N shows more, and the next are after --after '%s,%s')%n",
            shown, TextTable.onOneLine(last.riderEmail()), TextTable.onOneLine(last.tripInfo()));
  }

  private static TripKey key(JsonNode row) {
    return new TripKey(row.path("riderEmail").asText(), row.path("tripinfo").asText());
  }

  /// Who looks for somebody may know the person by another address.
  private static String where(TripSearch.Wanted wanted) {
    if (!wanted.riders().isEmpty()) {
      return under("rider", wanted.riders());
    }
    return wanted.isByDriver() ? under("driver", wanted.drivers()) : "";
  }

  private static String under(String role, List<String> addresses) {
    return " under %s: --%s-email looks under another address"
        .formatted(String.join(" or ", addresses), role);
  }

  /// An address has no comma, and a tripinfo has one.
  private TripKey key(String text) {
    var comma = text.indexOf(',');
    if (comma < 1 || comma == text.length() - 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--after '%s' is no EMAIL,TRIPINFO such as a@example.com,2020-04-05T18:52:42Z,8987397"
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
