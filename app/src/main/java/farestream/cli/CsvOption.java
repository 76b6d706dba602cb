package farestream.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// A list as CSV: the table's columns and rows, whole, and nothing else.
final class CsvOption {
  @Option(
      names = "--csv",
      description = "Print the rows as CSV, for a spreadsheet; else as a table.")
  private boolean csv;

  /// @throws ParameterException if JSON is asked for, too
  void require(CommandLine command) {
    if (csv && command.getParseResult().hasMatchedOption("--json")) {
      throw new ParameterException(command, "--csv and --json are two ways to print it: give one");
    }
  }

  boolean isGiven() {
    return csv;
  }

  /// @return whether it was printed
  boolean print(TextTable table, CommandLine command) {
    if (csv) {
      table.printCsv(command.getOut());
    }
    return csv;
  }
}
