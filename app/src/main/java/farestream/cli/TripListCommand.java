package farestream.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.booking.TripItem;
import farestream.booking.TripSearch;
import farestream.trip.TripStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "Of a rider the latest pick-ups, by the table's key. Of a driver, by number, the trip accepted last here and the"
          + " completed ones, by the workshop's index, the latest drop-offs. For anything else the"
          + " whole table is read, in no order, until there are as many as --limit says: these need"
          + " not be the latest.",
      "What is shown is in order, the latest pick-up first."
    },
    footer = {"", "Example:", "  ./farestream trip list --driver-id 510909 --status Completed"})
public final class TripListCommand implements Callable<Integer> {
  /// A tripinfo begins with the time of the pick-up.
  private static final Comparator<TripItem> LATEST_PICKUP_FIRST =
      Comparator.comparing((TripItem trip) -> trip.key().tripInfo()).reversed();

  private static final String OF_A_DRIVER =
      "(completed, and the one accepted last here; --status InProgress or Cancelled finds the others)";

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--rider-id",
      paramLabel = "N",
      description = "This rider's, under person<N>@example.com or --rider-email; else anyone's.")
  private Optional<Long> riderId;

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description = "This rider's, by e-mail address; else by --rider-id.")
  private Optional<String> riderEmail;

  @Option(
      names = "--driver-id",
      paramLabel = "N",
      description = "This driver's, under driver<N>@taxi.com or --driver-email; else anyone's.")
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

  @Mixin private LimitOption limited = new LimitOption();

  @Option(names = "--json", description = "Print the items as a JSON array.")
  private boolean json;

  public TripListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws InterruptedException {
    var limit = limited.value(spec.commandLine());
    var bounds = new Bounds(spec.commandLine());
    bounds.person("--rider-id", riderId);
    bounds.person("--driver-id", driverId);
    bounds.email("--rider-email", riderEmail);
    bounds.email("--driver-email", driverEmail);
    var wanted =
        new TripSearch.Wanted(riderEmail, riderId, driverEmail, driverId, status.map(this::status));
    var trips =
        new TripSearch(config.tripsTable())
            .list(wanted, limit).stream().sorted(LATEST_PICKUP_FIRST).toList();
    if (json) {
      var array = JsonNodeFactory.instance.arrayNode();
      trips.forEach(trip -> array.add(trip.toJson()));
      spec.commandLine().getOut().println(array.toPrettyString());
    } else {
      print(wanted, trips, limit);
    }
    return ExitStatus.DONE;
  }

  private void print(TripSearch.Wanted wanted, List<TripItem> trips, int limit) {
    var out = spec.commandLine().getOut();
    if (trips.isEmpty()) {
      out.println("no trips" + where(wanted));
      return;
    }
    var table = new TextTable("tripinfo", "status", "rider", "driver", "dropoff", "total");
    for (var trip : trips) {
      table.row(
          trip.key().tripInfo(),
          trip.statusText(),
          trip.key().riderEmail(),
          trip.driverId().map(String::valueOf).orElse(""),
          trip.text("DROPOFF_DATETIME").orElse(""),
          trip.number("TOTAL_AMOUNT").map(TripText::money).orElse(""));
    }
    table.print(out);
    if (trips.size() == limit) {
      out.println(
          wanted.rider().or(wanted::driver).isPresent()
              ? "(%d at the most; --limit N shows more)".formatted(limit)
              : "(the first %d that were found, not the latest; --limit N shows more)"
                  .formatted(limit));
    }
    if (wanted.driver().isPresent() && driverId.isPresent() && status.isEmpty()) {
      out.println(OF_A_DRIVER);
    }
  }

  /// Who looks for somebody may know the person by another address.
  private static String where(TripSearch.Wanted wanted) {
    return wanted
        .rider()
        .map(" under %s: --rider-email looks under another address"::formatted)
        .or(
            () ->
                wanted
                    .driver()
                    .map(" under %s: --driver-email looks under another address"::formatted))
        .orElse("");
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
