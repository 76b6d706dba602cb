package farestream.cli.console;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The option `--by`: the name under which an action is recorded. The database also records the
/// role that performed it.
public final class ByOption {
  private static final int MAX_LENGTH = 100;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "The name to record for this action. Default: your login, ${DEFAULT-VALUE}.")
  private String name = "";

  public String name(CommandLine command) {
    var stripped = name.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_LENGTH || !stripped.matches("\\P{Cntrl}*")) {
      throw new ParameterException(
          command, "--by must be a name of 1 to %d characters".formatted(MAX_LENGTH));
    }
    return stripped;
  }
}
