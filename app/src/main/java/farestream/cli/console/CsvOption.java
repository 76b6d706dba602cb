package farestream.cli.console;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// A list as CSV: the table's columns and rows, whole, and nothing else.
public final class CsvOption {
  @Option(
      names = "--csv",
      description = "Print the rows as CSV, for a spreadsheet; else as a table.")
  private boolean csv;

  /// @throws ParameterException if JSON is asked for, too
  public void require(CommandLine command) {
    if (csv && command.getParseResult().hasMatchedOption("--json")) {
      throw new ParameterException(command, "--csv and --json are two ways to print it: give one");
    }
  }

  public boolean isGiven() {
    return csv;
  }

  /// @return whether it was printed
  public boolean print(TextTable table, CommandLine command) {
    if (csv) {
      table.printCsv(command.getOut());
    }
    return csv;
  }
}
