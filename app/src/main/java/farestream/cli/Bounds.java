package farestream.cli;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Refuses at the door what the ledger would set aside later.
final class Bounds {
  private final CommandLine command;

  Bounds(CommandLine command) {
    this.command = command;
  }

  void check(String option, Optional<BigDecimal> given, long least, long most) {
    given
        .filter(
            value ->
                value.compareTo(BigDecimal.valueOf(least)) < 0
                    || value.compareTo(BigDecimal.valueOf(most)) > 0)
        .ifPresent(
            value -> {
              throw wrong("%s %s is not between %d and %d".formatted(option, value, least, most));
            });
  }

  /// A rider's or a driver's number.
  void person(String option, Optional<Long> given) {
    given
        .filter(number -> number < 1)
        .ifPresent(
            number -> {
              throw wrong("%s %d is not above 0".formatted(option, number));
            });
  }

  void email(String option, Optional<String> given) {
    given
        .filter(text -> !text.matches("\\S+@\\S+"))
        .ifPresent(
            text -> {
              throw wrong(
                  "%s '%s' is no e-mail address such as a@example.com".formatted(option, text));
            });
  }

  /// A code of the workshop's tables.
  void code(String option, Optional<Long> given, long... codes) {
    given
        .filter(code -> Arrays.stream(codes).noneMatch(known -> known == code))
        .ifPresent(
            code -> {
              var known =
                  Arrays.stream(codes).mapToObj(Long::toString).collect(Collectors.joining(", "));
              throw wrong("%s %d is none of %s".formatted(option, code, known));
            });
  }

  private ParameterException wrong(String text) {
    return new ParameterException(command, text);
  }
}
