package farestream.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import farestream.view.View;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What every list can do, alike: `--limit`, `--csv` and `--json`.
public final class ListOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at the most; ${DEFAULT-VALUE} if not given.")
  private int limit;

  @Option(
      names = "--csv",
      description = "Print the rows as CSV, for a spreadsheet; else as a table.")
  private boolean csv;

  @Option(names = "--json", description = "Print JSON, for a program; else a table.")
  private boolean json;

  /// @throws ParameterException if it isn't above 0, or CSV and JSON are both asked for
  public int limit() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be above 0");
    }
    if (csv && json) {
      throw new ParameterException(
          spec.commandLine(), "--csv and --json are two ways to print it: give one");
    }
    return limit;
  }

  public boolean isCsv() {
    return csv;
  }

  public boolean isJson() {
    return json;
  }

  /// @return whether they were printed, for a spreadsheet or, as an array, for a program
  public <T> boolean print(View<T> view, List<T> rows) {
    return printCsv(view, rows) || printJson(view.json(rows));
  }

  /// @return whether they were asked for so
  public <T> boolean printCsv(View<T> view, List<T> rows) {
    if (csv) {
      view.writeCsv(rows, spec.commandLine().getOut());
    }
    return csv;
  }

  /// @return whether it was asked for so
  public boolean printJson(JsonNode node) {
    if (json) {
      spec.commandLine().getOut().println(node.toPrettyString());
    }
    return json;
  }
}
