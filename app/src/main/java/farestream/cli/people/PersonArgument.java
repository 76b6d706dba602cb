package farestream.cli.people;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The parameter NUMBER.
final class PersonArgument {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "NUMBER", description = "The ${PARENT-COMMAND-NAME}'s number.")
  private long number;

  long number() {
    if (number < 1) {
      throw new ParameterException(
          spec.commandLine(), "NUMBER %d is not above 0".formatted(number));
    }
    return number;
  }
}
