package farestream.cli.console;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The option `--reason` of commands that record why somebody decided something.
public final class ReasonOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "The reason to record. Required.")
  private String text;

  /// Returns the reason.
  ///
  /// @throws picocli.CommandLine.ParameterException if it is blank, too long or not one line
  public String text() {
    new OptionChecks(command.commandLine()).reason("--reason", Optional.of(text));
    return text.strip();
  }
}
