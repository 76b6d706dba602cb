package farestream.cli;

import java.util.Objects;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in the user's words and not in Java's.
final class WrongUsage {
  private WrongUsage() {}

  static String text(ParameterException wrong) {
    var command = wrong.getCommandLine().getCommandSpec();
    return switch (wrong) {
      case UnmatchedArgumentException unknown
          when !unknown.getUnmatched().isEmpty() && !unknown.getSuggestions().isEmpty() ->
          "%s, did you mean %s?"
              .formatted(unknown(unknown, command), unknown.getSuggestions().getFirst());
      case UnmatchedArgumentException unknown when !unknown.getUnmatched().isEmpty() ->
          seeHelp(unknown(unknown, command), command);
      case ParameterException value
          when value.getArgSpec() != null
              && value.getCause() instanceof TypeConversionException why ->
          seeHelp(label(value.getArgSpec()) + " " + why.getMessage(), command);
      default -> seeHelp(Objects.requireNonNullElse(wrong.getMessage(), "wrong usage"), command);
    };
  }

  private static String seeHelp(String text, CommandSpec command) {
    return "%s: see ./%s --help".formatted(text, command.qualifiedName());
  }

  private static String unknown(UnmatchedArgumentException wrong, CommandSpec command) {
    var argument = wrong.getUnmatched().getFirst();
    if (wrong.isUnknownOption()) {
      return "%s has no option '%s'".formatted(command.name(), argument);
    }
    return command.subcommands().isEmpty()
        ? "'%s' is one argument too many".formatted(argument)
        : "there is no command '%s'".formatted(nameOf(argument, command));
  }

  /// As it is typed after `./farestream`.
  private static String nameOf(String argument, CommandSpec command) {
    return command.parent() == null ? argument : command.name() + " " + argument;
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
