package farestream.cli.billing;

import farestream.billing.Billing;
import farestream.billing.Cycles;
import farestream.billing.DriverShare;
import farestream.billing.SharePolicy;
import farestream.billing.Terms;
import farestream.cli.billing.BillText.Way;
import farestream.cli.console.ListOptions;
import farestream.cli.notice.OpenQuarantine;
import farestream.config.Config;
import farestream.money.Money;
import farestream.view.CityTime;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream bill`
@Command(
    name = "bill",
    header = "Closes a billing cycle.",
    description =
        "Makes one bill per driver for all unbilled trips that ended before the cut-off, on whatever"
            + " day. Amendments of trips that were billed before are added as adjustments. A trip is"
            + " held and listed if it has a quarantined record, was removed from DynamoDB, or has an"
            + " implausible time or total.",
    footer = {"", "Example:", "  ./farestream bill --until 2026-11-01 --dry-run"})
public final class BillCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "The cut-off: a day (midnight at its start, in the city's zone), a local time such as"
              + " 2026-11-01T06:00, or a UTC time such as 2026-11-01T10:00:00Z. Default: now.")
  private Optional<String> until;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "America/New_York",
      description = "The city's time zone. Default: ${DEFAULT-VALUE}.")
  private ZoneId zone;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description =
          "lab: drivers get a share of the total. components: drivers get all tips and tolls and a"
              + " share of the fare, and taxes are passed on. Default: as in the last cycle; lab in"
              + " the first.")
  private Optional<String> policy = Optional.empty();

  @Option(
      names = "--driver-share",
      paramLabel = "SHARE",
      description = "The drivers' share, 0 to 1. Default: as in the last cycle; 0.8 in the first.")
  private Optional<BigDecimal> driverShare = Optional.empty();

  @Option(
      names = "--minimum",
      paramLabel = "AMOUNT",
      description =
          "The minimum payout: a smaller balance is carried into the driver's next bill. Default: as"
              + " in the last cycle; 0 in the first.")
  private Optional<String> minimum = Optional.empty();

  @Mixin private HoldOptions holds = new HoldOptions();

  @ArgGroup private @Nullable Deferral deferral;

  /// Options that don't close the cycle; at most one of them can be given.
  static final class Deferral {
    @Option(
        names = "--propose",
        description =
            "Propose the cycle; another person must approve it before it is paid. Default: close it.")
    private boolean propose;

    @Option(names = "--dry-run", description = "Show the bills and write nothing.")
    private boolean dryRun;
  }

  @Mixin private ListOptions list = new ListOptions();

  BillCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    var limit = list.limit();
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var cutOff = until.map(this::cutOff).orElse(now);
    var ledger = config.ledger();
    var last = new Cycles(ledger).lastTerms();
    var terms = terms(last).withLimits(holds.limits(last.limits(), spec.commandLine()));
    var billing = new Billing(ledger, zone, terms);
    var openQuarantine = OpenQuarantine.of(config);
    var way = way();
    var outcome =
        switch (way) {
          case DRY_RUN -> billing.preview(cutOff, now);
          case PROPOSE -> billing.propose(cutOff, now);
          case CLOSE -> billing.close(cutOff, now);
        };
    var text = new BillText(zone, way, openQuarantine, limit, spec.commandLine().getOut());
    return list.isCsv()
        ? text.printCsv(outcome, spec.commandLine().getErr())
        : text.print(outcome, list.isJson());
  }

  private Way way() {
    if (deferral != null && deferral.dryRun) {
      return Way.DRY_RUN;
    }
    return deferral != null && deferral.propose ? Way.PROPOSE : Way.CLOSE;
  }

  private Instant cutOff(String text) {
    return switch (CityTime.read(text, zone)) {
      case CityTime.Reading.Moment(var instant) -> instant;
      case CityTime.Reading.NoMoment(var why) ->
          throw new ParameterException(spec.commandLine(), "--until '%s' %s".formatted(text, why));
    };
  }

  private Terms terms(Terms last) {
    var option = "";
    try {
      option = "--policy";
      var given = policy.map(SharePolicy::of).orElse(last.policy());
      option = "--driver-share";
      var share = driverShare.map(DriverShare::new).orElse(last.driverShare());
      option = "--minimum";
      return new Terms(given, share, minimum.map(Money::of).orElse(last.minimumPayout()));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), "%s: %s".formatted(option, wrong.getMessage()));
    }
  }
}
