package farestream.cli;

import farestream.Config;
import farestream.billing.Billing;
import farestream.billing.DriverShare;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream bill`
@Command(
    name = "bill",
    header = "Closes a billing cycle.",
    description =
        "Makes one bill per driver for all trips that ended before the cut-off and are in no bill"
            + " yet, whatever day they were driven.",
    footer = {"", "Example:", "  ./farestream bill --until 2026-11-01 --dry-run"})
public final class BillCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "The cut-off: a day (its midnight in the city's zone), a time there such as"
              + " 2026-11-01T06:00, or one in UTC such as 2026-11-01T10:00:00Z; else now.")
  private Optional<String> until;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "America/New_York",
      description = "The city's time zone; ${DEFAULT-VALUE} if not given.")
  private ZoneId zone;

  @Option(
      names = "--driver-share",
      paramLabel = "SHARE",
      defaultValue = "0.8",
      description = "What drivers get of a total, 0 to 1; ${DEFAULT-VALUE} if not given.")
  private BigDecimal driverShare;

  @Option(names = "--dry-run", description = "Show the figures and write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  public BillCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var cutOff = until.map(this::cutOff).orElse(now);
    var share = share();
    var billing = new Billing(config.ledger(), zone, share);
    var openQuarantine = QuarantineText.open(config);
    var outcome = dryRun ? billing.preview(cutOff, now) : billing.close(cutOff, now);
    return new BillText(zone, dryRun, openQuarantine, spec.commandLine().getOut())
        .print(outcome, json);
  }

  private Instant cutOff(String text) {
    return switch (CityTime.read(text, zone)) {
      case CityTime.Reading.Moment(var instant) -> instant;
      case CityTime.Reading.NoMoment(var why) ->
          throw new ParameterException(spec.commandLine(), "--until '%s' %s".formatted(text, why));
    };
  }

  private DriverShare share() {
    try {
      return new DriverShare(driverShare);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), "--driver-share %s: %s".formatted(driverShare, wrong.getMessage()));
    }
  }
}
