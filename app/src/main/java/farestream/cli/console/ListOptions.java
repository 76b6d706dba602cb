package farestream.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import farestream.view.View;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that all lists share: `--limit`, `--csv` and `--json`.
public final class ListOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "Maximum number of rows. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--csv", description = "Print the rows as CSV. Default: a table.")
  private boolean csv;

  @Option(names = "--json", description = "Print the rows as JSON. Default: a table.")
  private boolean json;

  /// @throws ParameterException if the limit isn't above 0, or both `--csv` and `--json` are given
  public int limit() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be above 0");
    }
    if (csv && json) {
      throw new ParameterException(
          spec.commandLine(), "--csv and --json can't be combined: give one of them");
    }
    return limit;
  }

  public boolean isCsv() {
    return csv;
  }

  public boolean isJson() {
    return json;
  }

  /// Prints the rows as CSV or as a JSON array if one of them was requested.
  ///
  /// @return whether they were printed
  public <T> boolean print(View<T> view, List<T> rows) {
    return printCsv(view, rows) || printJson(view.json(rows));
  }

  /// Prints the rows as CSV if that was requested.
  ///
  /// @return whether they were printed
  public <T> boolean printCsv(View<T> view, List<T> rows) {
    if (csv) {
      view.writeCsv(rows, spec.commandLine().getOut());
    }
    return csv;
  }

  /// Prints JSON if that was requested.
  ///
  /// @return whether it was printed
  public boolean printJson(JsonNode node) {
    if (json) {
      spec.commandLine().getOut().println(node.toPrettyString());
    }
    return json;
  }
}
