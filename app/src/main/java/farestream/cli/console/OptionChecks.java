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

/// Refuses at the door what the ledger would quarantine later.
public final class OptionChecks {
  /// DynamoDB keeps 38 digits of a number.
  private static final int MOST_DECIMALS = 20;

  private static final int LONGEST_REASON = 200;

  private final CommandLine command;

  public OptionChecks(CommandLine command) {
    this.command = command;
  }

  /// A distance or a degree.
  public void measure(String option, Optional<BigDecimal> given, Limits.Range range) {
    within(option, given, range);
    given
        .filter(value -> value.scale() > MOST_DECIMALS)
        .ifPresent(
            value -> {
              throw wrong(
                  "%s %s has more than %d decimals".formatted(option, value, MOST_DECIMALS));
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

  /// What a ride costs. Who gives money back does so by another way.
  public void amount(String option, Optional<Money> given) {
    given
        .filter(Money::isNegative)
        .ifPresent(
            amount -> {
              throw wrong("%s %s is below 0".formatted(option, amount));
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

  /// A rider's or a driver's number.
  public void person(String option, Optional<Long> given) {
    given
        .filter(number -> number < 1)
        .ifPresent(
            number -> {
              throw wrong("%s %d is not above 0".formatted(option, number));
            });
  }

  /// A rider's is part of the trip's key.
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
                  "%s '%s' is no e-mail address such as a@example.com".formatted(option, text));
            });
  }

  /// Why something was done, for whoever asks later.
  public void reason(String option, Optional<String> given) {
    given
        .filter(
            text -> text.length() > LONGEST_REASON || !text.matches("\\P{Cntrl}*\\S\\P{Cntrl}*"))
        .ifPresent(
            _ -> {
              throw wrong("%s is a line of 1 to %d characters".formatted(option, LONGEST_REASON));
            });
  }

  /// A code of the workshop's tables.
  public void code(String option, Optional<Long> given, long... codes) {
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
