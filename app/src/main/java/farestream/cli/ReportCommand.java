package farestream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.Config;
import farestream.billing.Cycles;
import farestream.document.ReportJson;
import farestream.document.ReportPage;
import farestream.document.ReportWords;
import farestream.document.WholeFile;
import farestream.local.DiskFault;
import farestream.money.Money;
import farestream.report.Report;
import farestream.report.Reports;
import farestream.trip.Limits;
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
import java.util.Objects;
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
    header = "Shows a cycle or a day: where and when trips began, what they came to.",
    description = {
      "Pick-ups on a map, trips by hour, fares by zone, payments by type, and how long the stream"
          + " took. Of a cycle the trips of its bills, of a day those that ended on it.",
      "",
      "The page that --html writes asks no other host for anything and names nobody."
    },
    footer = {"", "Example:", "  ./farestream report --cycle 2 --html cycle-2.html"})
public final class ReportCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private @Nullable What what;

  /// One of both.
  static final class What {
    @Option(
        names = "--cycle",
        paramLabel = "N",
        description = "The cycle's number; see ./farestream cycle list.")
    private @Nullable Integer cycle;

    @ArgGroup(exclusive = false)
    private @Nullable Day day;
  }

  static final class Day {
    @Option(
        names = "--day",
        paramLabel = "DAY",
        required = true,
        description = "A day of the city, such as 2019-03-14.")
    private LocalDate day = LocalDate.EPOCH;

    @Option(
        names = "--zone",
        paramLabel = "ZONE",
        defaultValue = "America/New_York",
        description =
            "The city's time zone, for a day; ${DEFAULT-VALUE} if not given. A cycle has its own.")
    private ZoneId zone = ZoneId.of("America/New_York");
  }

  @ArgGroup private @Nullable Output output;

  /// One of them at most.
  static final class Output {
    @Option(
        names = "--html",
        paramLabel = "FILE",
        description =
            "Write a page for a browser to this file. One that is there is replaced when the new"
                + " one is whole.")
    private @Nullable Path html;

    @Option(names = "--json", description = "Print JSON, with every hour and zone.")
    private boolean json;
  }

  public ReportCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var report = read(Objects.requireNonNull(what));
    var out = spec.commandLine().getOut();
    if (output != null && output.html != null) {
      write(report, output.html);
    } else if (output != null && output.json) {
      out.println(ReportJson.of(report).toPrettyString());
    } else {
      new ReportText(report, out).print();
    }
    return ExitStatus.DONE;
  }

  private Report read(What wanted) {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var reports = new Reports(config.ledger());
    var day = wanted.day;
    if (day != null) {
      if (!Limits.holds(day.day.atStartOfDay(day.zone).toInstant())) {
        throw new ParameterException(
            spec.commandLine(), "--day %s is not from 2000 to 2099".formatted(day.day));
      }
      return reports.ofDay(day.day, day.zone, now);
    }
    int cycle = Objects.requireNonNull(wanted.cycle);
    return reports.ofCycle(cycle, now).orElseThrow(() -> noSuchCycle(cycle));
  }

  private Refused noSuchCycle(int cycle) {
    var last = new Cycles(config.ledger()).list(1);
    return new Refused(
        last.isEmpty()
            ? "there is no cycle yet: ./farestream bill closes the first"
            : "there is no cycle %d: ./farestream cycle list shows them".formatted(cycle));
  }

  private void write(Report report, Path path) {
    try (var file = WholeFile.create(path)) {
      var page = new BufferedWriter(new OutputStreamWriter(file.out(), UTF_8));
      ReportPage.write(report, page);
      page.flush();
      file.finish();
    } catch (FileSystemException cannotBe) {
      throw new Refused("can't write the report: " + DiskFault.of(cannotBe));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    var all = report.totals().all();
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s, %s, %s in all%n",
            path,
            new ReportWords(report, Money::toString).title(),
            Counted.of(all.trips(), "trip"),
            all.fares());
  }
}
