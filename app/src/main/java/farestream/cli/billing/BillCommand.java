package farestream.cli.billing;

import farestream.billing.Billing;
import farestream.billing.Cycles;
import farestream.billing.DriverShare;
import farestream.billing.SharePolicy;
import farestream.billing.Terms;
import farestream.cli.billing.BillText.Way;
import farestream.cli.console.ByOption;
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
        "Makes one bill per driver for all trips that ended before the cut-off and are in no bill"
            + " yet, whatever day they were driven. What changed in trips that were billed comes in"
            + " as adjustments. A trip with a record in quarantine, removed from DynamoDB, or of an"
            + " implausible time or total is held and listed.",
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
      names = "--policy",
      paramLabel = "NAME",
      description =
          "lab: drivers get a share of the whole total; components: tips and tolls whole and a"
              + " share of the fare, taxes passed on. As in the last cycle if not given; lab in"
              + " the first.")
  private Optional<String> policy = Optional.empty();

  @Option(
      names = "--driver-share",
      paramLabel = "SHARE",
      description = "That share, 0 to 1; as in the last cycle if not given, 0.8 in the first.")
  private Optional<BigDecimal> driverShare = Optional.empty();

  @Option(
      names = "--minimum",
      paramLabel = "AMOUNT",
      description =
          "A smaller balance is not paid but carried into the driver's next bill; as in the last"
              + " cycle if not given, 0 in the first.")
  private Optional<String> minimum = Optional.empty();

  @Mixin private HoldOptions holds = new HoldOptions();

  @ArgGroup private @Nullable NotAtOnce notAtOnce;

  /// One of them at most.
  static final class NotAtOnce {
    @Option(
        names = "--propose",
        description = "Make the bills, for another person to approve before they are paid.")
    private boolean propose;

    @Option(names = "--dry-run", description = "Show the figures and write nothing.")
    private boolean dryRun;
  }

  @Mixin private ByOption by = new ByOption();

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
    var person = by.name(spec.commandLine());
    var way = way();
    var outcome =
        switch (way) {
          case DRY_RUN -> billing.preview(cutOff, now);
          case PROPOSE -> billing.propose(cutOff, now, person);
          case CLOSE -> billing.close(cutOff, now, person);
        };
    var text = new BillText(zone, way, openQuarantine, limit, spec.commandLine().getOut());
    return list.isCsv()
        ? text.printCsv(outcome, spec.commandLine().getErr())
        : text.print(outcome, list.isJson());
  }

  private Way way() {
    if (notAtOnce != null && notAtOnce.dryRun) {
      return Way.DRY_RUN;
    }
    return notAtOnce != null && notAtOnce.propose ? Way.PROPOSE : Way.CLOSE;
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
