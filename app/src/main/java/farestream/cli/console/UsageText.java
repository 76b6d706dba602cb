package farestream.cli.console;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns picocli's parse errors into messages that name the option and what to change.
final class UsageText {
  private static final Pattern OPTION = Pattern.compile("(?<=[ {(])--[a-z-]+");

  private UsageText() {}

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
          when value.getArgSpec() != null && value.getArgSpec().type().isEnum() ->
          seeHelp(mustBeOneOf(value.getArgSpec()), command);
      case ParameterException value
          when value.getArgSpec() != null
              && value.getCause() instanceof TypeConversionException why ->
          seeHelp(label(value.getArgSpec()) + " " + why.getMessage(), command);
      case MutuallyExclusiveArgsException several -> seeHelp(oneOf(options(several)), command);
      case MaxValuesExceededException several when isOfGroup(several) ->
          seeHelp(oneOf(options(several)), command);
      case MissingParameterException none when isOfGroup(none) ->
          seeHelp("one of %s is required".formatted(String.join(" or ", options(none))), command);
      default -> seeHelp(message(wrong), command);
    };
  }

  /// Detects errors of mutually exclusive options. Picocli marks them only by this prefix.
  private static boolean isOfGroup(ParameterException wrong) {
    return message(wrong).startsWith("Error: ");
  }

  private static List<String> options(ParameterException wrong) {
    // The message lists all options of the group before those that were given.
    var given = message(wrong).replaceAll("[(\\[][^)\\]]*[)\\]]=", "");
    return OPTION.matcher(given).results().map(MatchResult::group).distinct().toList();
  }

  private static String oneOf(List<String> options) {
    return switch (options.size()) {
      case 1 -> "%s: give it once".formatted(options.getFirst());
      case 2 -> "%s can't be combined: give one of them".formatted(String.join(" and ", options));
      default -> "%s can't be combined: give one of them".formatted(String.join(", ", options));
    };
  }

  private static String message(ParameterException wrong) {
    return Objects.requireNonNullElse(wrong.getMessage(), "wrong usage");
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
        ? "unexpected argument '%s'".formatted(argument)
        : "unknown command '%s'".formatted(nameOf(argument, command));
  }

  /// Returns a command's name as it is typed after `./farestream`.
  private static String nameOf(String argument, CommandSpec command) {
    return command.parent() == null ? argument : command.name() + " " + argument;
  }

  private static String mustBeOneOf(ArgSpec argument) {
    var words = Arrays.stream(argument.type().getEnumConstants()).map(Object::toString).toList();
    return "%s must be %s".formatted(label(argument), String.join(" or ", words));
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
