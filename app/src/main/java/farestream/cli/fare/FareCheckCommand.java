package farestream.cli.fare;

import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.cli.console.TextTable;
import farestream.cli.tripfile.FindingsText;
import farestream.cli.tripfile.TripFileOptions;
import farestream.csv.OpenFiles;
import farestream.tariff.Tariff;
import farestream.tlc.FareCheck;
import farestream.tlc.FareCheckResult;
import farestream.tlc.FileFindings;
import farestream.tlc.TlcFile;
import farestream.view.TripFileViews;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream fare check`
@Command(
    name = "check",
    header = "Compares real trip records with the tariff.",
    description =
        "Quotes every record by its rate code, zones, times and miles, and counts how many fares,"
            + " surcharges and taxes equal the quote. Also counts, by month and vendor, in how many"
            + " records the parts add up to the total, under which interpretation, and which"
            + " remainders are left. Several files are counted together.",
    footer = {"", "Example:", "  ./farestream fare check samples/trips-2019-03.csv"})
final class FareCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = TripFileOptions.FILE)
  private List<Path> files = List.of();

  @Mixin private TripFileOptions fileOptions = new TripFileOptions();

  @Option(names = "--json", description = "Print the report as JSON. Default: text.")
  private boolean json;

  @Override
  public Integer call() {
    fileOptions.check(spec.commandLine(), files);
    var check = new FareCheck();
    try (var opened = new OpenFiles()) {
      var records =
          files.stream().map(file -> fileOptions.open(file, Tariff.CITY, opened)).toList();
      var findings = records.stream().map(file -> read(check, file)).toList();
      print(check.result(), findings);
      fileOptions.require(findings, "only the other records were checked");
    }
    return ExitStatus.DONE;
  }

  private FileFindings read(FareCheck check, TlcFile file) {
    try (var refused = fileOptions.refusedRecords(file);
        var progress = new Progress("checking " + file.name(), -1, spec.commandLine().getErr())) {
      var findings = check.read(file, progress::at, refused);
      refused.finish();
      return findings;
    }
  }

  private void print(FareCheckResult result, List<FileFindings> findings) {
    var out = spec.commandLine().getOut();
    if (json) {
      var report = TripFileViews.FARE_CHECK.json(result);
      report.set("files", TripFileViews.FINDINGS.json(findings));
      out.println(report.toPrettyString());
      return;
    }
    findings.forEach(file -> FindingsText.print(file, out));
    out.println();
    if (!result.parts().rows().isEmpty()) {
      TextTable.of(TripFileViews.PARTS, result.parts().rows()).print(out);
      out.println();
    }
    out.println(Plural.of(result.checked(), "record") + " checked");
    printCounts("not checked", result.left(), out);
    out.println();
    TextTable.of(
            TripFileViews.COMPARED,
            result.rows().stream().filter(row -> row.share().all() > 0).toList())
        .print(out);
    out.println(
        "with the slow time that 'fare' assumes, a standard fare differs by %s on average"
            .formatted(result.meanDifference()));
    printCounts("standard fares beyond the bounds", result.outside(), out);
    printCounts("surcharges and taxes that differ", result.different(), out);
  }

  private static void printCounts(String what, Map<String, Long> counts, PrintWriter out) {
    if (!counts.isEmpty()) {
      out.println();
      var table = new TextTable(what, "records");
      counts.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .forEach(entry -> table.row(entry.getKey(), entry.getValue().toString()));
      table.print(out);
    }
  }
}
