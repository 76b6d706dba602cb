package farestream.cli.console;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// How many of a long list are shown.
public final class LimitOption {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at the most; ${DEFAULT-VALUE} if not given.")
  private int limit;

  public int value(CommandLine command) {
    if (limit < 1) {
      throw new ParameterException(command, "--limit must be above 0");
    }
    return limit;
  }
}
