package farestream.stream;

import farestream.money.InvalidAmount;
import farestream.money.Money;
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

/// Reads an image's attributes and collects every fault, so that one repair of the item can fix all
/// of them. The returned values are valid only if there are no faults; a faulty attribute yields a
/// placeholder.
final class FieldReader {
  private static final Limits.Range ID = new Limits.Range(1, Long.MAX_VALUE);

  private final Image image;
  private final List<String> faults = new ArrayList<>();
  private final List<String> omitted = new ArrayList<>();

  FieldReader(Image image) {
    this.image = image;
  }

  List<String> faults() {
    return faults;
  }

  /// Returns the names of the optional attributes whose values are invalid.
  List<String> omitted() {
    return omitted;
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

  /// Reads the id of a rider or driver, a positive whole number.
  long id(String name) {
    // A string here may be personal data, so the fault doesn't quote it.
    var notANumber = image.attribute(name).filter(value -> !(value instanceof ItemValue.Numeric));
    if (notANumber.isPresent()) {
      fault(name, "is not a number");
      return 0L;
    }
    return required(name, whole(name, ID), 0L);
  }

  /// Reads a small whole number such as a code or a count.
  Optional<Long> code(String name) {
    return whole(name, Limits.CODE);
  }

  Optional<Long> lenientCode(String name) {
    return lenient(name, () -> code(name));
  }

  Optional<Long> lenientKnownCode(String name, Set<Long> known) {
    return lenient(
        name,
        () -> {
          var code = code(name);
          code.filter(value -> !known.contains(value)).ifPresent(_ -> fault(name, "is unknown"));
          return code;
        });
  }

  Optional<String> lenientText(String name) {
    return lenient(name, () -> text(name));
  }

  Optional<BigDecimal> lenientMeasure(String name, Limits.Range range) {
    return lenient(name, () -> number(name).filter(value -> within(name, value, range)));
  }

  /// Drops the faults that `reading` adds and returns empty instead of an invalid value.
  private <T> Optional<T> lenient(String name, Supplier<Optional<T>> reading) {
    var before = faults.size();
    var value = reading.get();
    if (faults.size() == before) {
      return value;
    }
    faults.subList(before, faults.size()).clear();
    omitted.add(name);
    return Optional.empty();
  }

  Money money(String name) {
    return required(name, amount(name), Money.ZERO);
  }

  /// @param fallback the value of an absent attribute
  Money moneyOr(String name, Money fallback) {
    return amount(name).orElse(fallback);
  }

  /// Reads a time in ISO 8601, truncated to PostgreSQL's microseconds.
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
              } catch (InvalidAmount invalid) {
                fault(name, Sanitized.plain(String.valueOf(invalid.getMessage())));
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
                      wrong(name, Sanitized.quoted(text) + " is a string, not a number");
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
                      wrong(name, "contains a NUL character, which PostgreSQL can't store");
                  case ItemValue.Text(var text) -> Optional.of(text);
                  case ItemValue.Numeric _, ItemValue.Other _ -> wrong(name, "is not a string");
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
