package farestream.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.billing.Cycles;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.notice.NoSuchCycle;
import farestream.config.Config;
import farestream.document.AtomicFile;
import farestream.document.ReportPage;
import farestream.document.ReportWording;
import farestream.failure.Refusal;
import farestream.local.DiskFault;
import farestream.money.Money;
import farestream.report.Report;
import farestream.report.Reports;
import farestream.trip.Limits;
import farestream.view.ReportViews;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream report`
@Command(
    name = "report",
    header = "Summarizes a billing cycle or a day, with a map.",
    description = {
      "Shows trips by hour, fares by zone, payments by type, the latency of the stream and, in a"
          + " page, a map of pick-ups. The report of a cycle covers the trips in its bills; that of a"
          + " day covers the trips that ended on it.",
      "",
      "The page that --html writes loads nothing from other hosts and contains no names."
    },
    footer = {"", "Example:", "  ./farestream report --cycle 2 --html cycle-2.html"})
public final class ReportCommand implements Callable<Integer> {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final Path STANDARD_OUTPUT = Path.of("-");

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--cycle",
      paramLabel = "N",
      description = "The cycle's number; see ./farestream cycle list. This or --day is required.")
  private Optional<Integer> cycle = Optional.empty();

  @Option(
      names = "--day",
      paramLabel = "DAY",
      description = "A day in the city's time zone, such as 2019-03-14.")
  private Optional<LocalDate> day = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "The city's time zone, with --day. Default: America/New_York. A cycle has its own.")
  private Optional<ZoneId> zone = Optional.empty();

  @ArgGroup private @Nullable Output output;

  /// The output formats; at most one can be given.
  static final class Output {
    @Option(
        names = "--html",
        paramLabel = "FILE",
        description =
            "Write an HTML page to this file, or to standard output with -. An existing file is"
                + " replaced atomically.")
    private @Nullable Path html;

    @Option(names = "--json", description = "Print JSON, with every hour and zone. Default: text.")
    private boolean json;
  }

  ReportCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    if (output != null && output.html != null) {
      if (output.html.equals(STANDARD_OUTPUT)) {
        ReportPage.write(read(), out);
      } else {
        write(output.html);
      }
    } else if (output != null && output.json) {
      out.println(ReportViews.REPORT.json(read()).toPrettyString());
    } else {
      new ReportText(read(), out).print();
    }
    return ExitStatus.DONE;
  }

  private Report read() {
    if (cycle.isPresent() && day.isPresent()) {
      throw wrong("--cycle and --day can't be combined: give one of them");
    }
    if (cycle.isEmpty() && day.isEmpty()) {
      throw wrong("one of --cycle N or --day DAY is required");
    }
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var reports = new Reports(config.ledger());
    if (day.isPresent()) {
      return reports.ofDay(withinLimits(day.get()), zone(), now);
    }
    if (zone.isPresent()) {
      throw wrong("--zone requires --day: a cycle has its own time zone");
    }
    int number = cycle.orElseThrow();
    return reports
        .ofCycle(number, now)
        .orElseThrow(() -> NoSuchCycle.refused(number, new Cycles(config.ledger())));
  }

  private ZoneId zone() {
    return zone.orElse(NEW_YORK);
  }

  private LocalDate withinLimits(LocalDate given) {
    if (!Limits.holds(given.atStartOfDay(zone()).toInstant())) {
      throw wrong("--day %s is not from 2000 to 2099".formatted(given));
    }
    return given;
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  /// Writes the page. The file is created first, so that an unwritable path fails before the
  /// ledger is read.
  private void write(Path path) {
    try (var file = AtomicFile.create(path)) {
      var report = read();
      var page = new BufferedWriter(new OutputStreamWriter(file.out(), UTF_8));
      ReportPage.write(report, page);
      page.flush();
      file.finish();
      printSummary(path, report);
    } catch (FileSystemException cannotBe) {
      throw new Refusal("could not write the report: " + DiskFault.of(cannotBe));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void printSummary(Path path, Report report) {
    var all = report.totals().all();
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s, %s, %s in all%n",
            path,
            new ReportWording(report, Money::toString).title(),
            Plural.of(all.trips(), "trip"),
            all.fares());
  }
}
