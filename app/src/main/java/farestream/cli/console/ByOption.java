package farestream.cli.console;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Who does it, for the record. The database notes besides which of its roles it was.
public final class ByOption {
  private static final int LONGEST = 100;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who does this, for the record; your login (${DEFAULT-VALUE}) if not given.")
  private String name = "";

  public String name(CommandLine command) {
    var stripped = name.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST || !stripped.matches("\\P{Cntrl}*")) {
      throw new ParameterException(
          command, "--by is a name of 1 to %d characters".formatted(LONGEST));
    }
    return stripped;
  }
}
