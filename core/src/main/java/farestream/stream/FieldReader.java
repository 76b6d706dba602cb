package farestream.stream;

import farestream.money.Money;
import farestream.money.NotMoney;
import farestream.trip.Limits;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Reads an image's attributes and gathers what is wrong with them, so that whoever mends a record
/// sees all of it at once. What it returns is worth something only while there are no faults.
final class FieldReader {
  private static final Limits.Range ID = new Limits.Range(1, Long.MAX_VALUE);

  private final Image image;
  private final List<String> faults = new ArrayList<>();
  private final List<String> blanked = new ArrayList<>();

  FieldReader(Image image) {
    this.image = image;
  }

  List<String> faults() {
    return faults;
  }

  /// The attributes that were left blank.
  List<String> blanked() {
    return blanked;
  }

  void fault(String name, String what) {
    faults.add(name + " " + what);
  }

  String key(String name) {
    var text = boundedText(name, Limits.KEY_LENGTH).orElse("");
    if (text.isEmpty()) {
      fault(name, "is missing");
    }
    return text;
  }

  Optional<String> text(String name) {
    return boundedText(name, Limits.TEXT_LENGTH);
  }

  /// A person's number: whole, above zero.
  long id(String name) {
    // A text in its place may be anything of that person's, and is not repeated.
    var isNoNumber = image.attribute(name).filter(value -> !(value instanceof ItemValue.Numeric));
    if (isNoNumber.isPresent()) {
      fault(name, "is not a number");
      return 0L;
    }
    return required(name, whole(name, ID), 0L);
  }

  /// A small whole number such as a code or a count.
  Optional<Long> code(String name) {
    return whole(name, Limits.CODE);
  }

  Optional<Long> codeOrBlank(String name) {
    return orBlank(name, () -> code(name));
  }

  Optional<Long> knownOrBlank(String name, Set<Long> known) {
    return orBlank(
        name,
        () -> {
          var code = code(name);
          code.filter(one -> !known.contains(one)).ifPresent(_ -> fault(name, "is unknown"));
          return code;
        });
  }

  Optional<String> textOrBlank(String name) {
    return orBlank(name, () -> text(name));
  }

  Optional<BigDecimal> measureOrBlank(String name, Limits.Range range) {
    return orBlank(name, () -> number(name).filter(value -> within(name, value, range)));
  }

  /// What can't be read is no fault of the record's, and absent.
  private <T> Optional<T> orBlank(String name, Supplier<Optional<T>> reading) {
    var before = faults.size();
    var value = reading.get();
    if (faults.size() == before) {
      return value;
    }
    faults.subList(before, faults.size()).clear();
    blanked.add(name);
    return Optional.empty();
  }

  Money money(String name) {
    return required(name, amount(name), Money.ZERO);
  }

  Money moneyOr(String name, Money absent) {
    return amount(name).orElse(absent);
  }

  /// Fractions finer than the database's microseconds are cut off.
  Instant time(String name) {
    return required(
        name,
        boundedText(name, Limits.NUMBER_LENGTH).flatMap(text -> time(name, text)),
        Limits.EARLIEST);
  }

  private Optional<Instant> time(String name, String text) {
    try {
      var time = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
      if (!Limits.holds(time)) {
        fault(name, Sanitized.quoted(text) + " is not from 2000 to 2099");
      }
      return Optional.of(time);
    } catch (DateTimeException unreadable) {
      fault(name, Sanitized.quoted(text) + " is not a time such as 2020-04-05T18:52:42Z");
      return Optional.of(Limits.EARLIEST);
    }
  }

  private Optional<Money> amount(String name) {
    return digits(name)
        .map(
            digits -> {
              try {
                return Money.of(digits);
              } catch (NotMoney notMoney) {
                fault(name, Sanitized.plain(String.valueOf(notMoney.getMessage())));
                return Money.ZERO;
              }
            });
  }

  private Optional<Long> whole(String name, Limits.Range range) {
    return number(name)
        .filter(value -> within(name, value, range))
        .map(
            value -> {
              if (value.stripTrailingZeros().scale() > 0) {
                fault(name, value + " is not a whole number");
              }
              return value.longValue();
            });
  }

  private boolean within(String name, BigDecimal value, Limits.Range range) {
    if (!range.holds(value)) {
      fault(name, value + " is not between " + range);
      return false;
    }
    return true;
  }

  private Optional<BigDecimal> number(String name) {
    return digits(name)
        .flatMap(
            digits -> {
              try {
                return Optional.of(new BigDecimal(digits));
              } catch (NumberFormatException notANumber) {
                fault(name, Sanitized.quoted(digits) + " is not a number");
                return Optional.empty();
              }
            });
  }

  private Optional<String> digits(String name) {
    return image
        .attribute(name)
        .flatMap(
            value ->
                switch (value) {
                  case ItemValue.Numeric(var digits) when digits.length() <= Limits.NUMBER_LENGTH ->
                      Optional.of(digits);
                  case ItemValue.Numeric _ ->
                      wrong(name, "has more than " + Limits.NUMBER_LENGTH + " characters");
                  case ItemValue.Text(var text) when readsAsNumber(text) ->
                      wrong(name, Sanitized.quoted(text) + " is a text, not a number");
                  case ItemValue.Text _, ItemValue.Other _ ->
                      wrong(name, Sanitized.of(value) + " is not a number");
                });
  }

  private static boolean readsAsNumber(String text) {
    return text.length() <= Limits.NUMBER_LENGTH
        && text.matches("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  }

  private Optional<String> boundedText(String name, int longest) {
    return image
        .attribute(name)
        .flatMap(
            value ->
                switch (value) {
                  case ItemValue.Text(var text) when text.length() > longest ->
                      wrong(name, "has more than " + longest + " characters");
                  case ItemValue.Text(var text) when text.indexOf(0) >= 0 ->
                      wrong(name, "holds the character NUL, which PostgreSQL can't store");
                  case ItemValue.Text(var text) -> Optional.of(text);
                  case ItemValue.Numeric _, ItemValue.Other _ -> wrong(name, "is not a text");
                });
  }

  private Optional<String> wrong(String name, String what) {
    fault(name, what);
    return Optional.empty();
  }

  private <T> T required(String name, Optional<T> value, T placeholder) {
    if (value.isEmpty() && faults.stream().noneMatch(fault -> fault.startsWith(name + " "))) {
      fault(name, "is missing");
    }
    return value.orElse(placeholder);
  }
}
