package farestream.cli.console;

import farestream.money.Money;
import farestream.trip.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Checks the values of options, so that a command refuses what the ledger would quarantine later.
public final class OptionChecks {
  /// DynamoDB stores numbers with 38 significant digits.
  private static final int MAX_DECIMALS = 20;

  private final CommandLine command;

  public OptionChecks(CommandLine command) {
    this.command = command;
  }

  /// Checks a distance in miles or a coordinate in degrees.
  public void measure(String option, Optional<BigDecimal> given, Limits.Range range) {
    within(option, given, range);
    given
        .filter(value -> value.scale() > MAX_DECIMALS)
        .ifPresent(
            value -> {
              throw wrong("%s %s has more than %d decimals".formatted(option, value, MAX_DECIMALS));
            });
  }

  public void count(String option, Optional<Long> given, long least, long most) {
    within(option, given.map(BigDecimal::valueOf), new Limits.Range(least, most));
  }

  private void within(String option, Optional<BigDecimal> given, Limits.Range range) {
    given
        .filter(value -> !range.holds(value))
        .ifPresent(
            value -> {
              throw wrong("%s %s is not between %s".formatted(option, value, range));
            });
  }

  /// Checks a part of a fare. It can't be negative: refunds are made in another way.
  public void amount(String option, Optional<Money> given) {
    given
        .filter(Money::isNegative)
        .ifPresent(
            amount -> {
              throw wrong("%s %s is negative".formatted(option, amount));
            });
  }

  public void time(String option, Optional<Instant> given) {
    given
        .filter(time -> !Limits.holds(time))
        .ifPresent(
            time -> {
              throw wrong("%s %s is not from 2000 to 2099".formatted(option, time));
            });
  }

  /// Checks a rider's or a driver's number.
  public void person(String option, Optional<Long> given) {
    given
        .filter(number -> number < 1)
        .ifPresent(
            number -> {
              throw wrong("%s %d is not above 0".formatted(option, number));
            });
  }

  /// Checks an e-mail address. Its length is limited because the rider's is part of the trip's
  /// key.
  public void email(String option, Optional<String> given) {
    given
        .filter(text -> text.length() > Limits.KEY_LENGTH)
        .ifPresent(
            text -> {
              throw wrong("%s has more than %d characters".formatted(option, Limits.KEY_LENGTH));
            });
    given
        .filter(text -> !text.matches("\\S+@\\S+"))
        .ifPresent(
            text -> {
              throw wrong(
                  "%s '%s' is not an e-mail address such as a@example.com".formatted(option, text));
            });
  }

  /// Checks the recorded reason of an action. That no text is blank or too long is checked for all
  /// options.
  public void reason(String option, Optional<String> given) {
    given
        .filter(text -> !text.matches("\\P{Cntrl}*"))
        .ifPresent(
            _ -> {
              throw wrong("%s must be one line without control characters".formatted(option));
            });
  }

  /// Checks a code of the workshop's lookup tables.
  public void code(String option, Optional<Long> given, long... codes) {
    given
        .filter(code -> Arrays.stream(codes).noneMatch(known -> known == code))
        .ifPresent(
            code -> {
              var known =
                  Arrays.stream(codes).mapToObj(Long::toString).collect(Collectors.joining(", "));
              throw wrong("%s %d must be one of %s".formatted(option, code, known));
            });
  }

  private ParameterException wrong(String text) {
    return new ParameterException(command, text);
  }
}
