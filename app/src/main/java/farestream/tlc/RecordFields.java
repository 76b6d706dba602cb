package farestream.tlc;

import farestream.csv.DecimalText;
import farestream.csv.QuotedText;
import farestream.money.InvalidAmount;
import farestream.money.Money;
import farestream.tlc.LocalTimeRule.CabTime;
import farestream.trip.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads a record's values by column. A wrong value that money or time depends on is a fault of the
/// record; any other wrong value is left blank, with a notice. The ranges are those of the ledger
/// ([Limits]). The values returned are valid only while there are no faults.
final class RecordFields {
  private static final Set<String> BLANKS =
      Set.of(
          "",
          "null",
          "(null)",
          "[null]",
          "<null>",
          "nil",
          "none",
          "undefined",
          "nan",
          "-nan",
          "na",
          "n/a",
          "#n/a",
          "nat",
          "<na>",
          "\\n",
          "-",
          "--");
  private static final int LONGEST_NUMBER = 32;

  private final TlcHeader header;
  private final LocalTimeRule clock;
  private final List<String> values;
  private final List<Flaw> faults = new ArrayList<>();
  private final List<Flaw> notices = new ArrayList<>();

  RecordFields(TlcHeader header, LocalTimeRule clock, List<String> values) {
    this.header = header;
    this.clock = clock;
    this.values = values;
  }

  /// Returns the faults, because of which the record is refused.
  List<Flaw> faults() {
    return faults;
  }

  /// Returns the notices: values that were left blank, and values that may be misread.
  List<Flaw> notices() {
    return notices;
  }

  /// Returns a value; absent if the file doesn't have the column or the value is blank.
  Optional<String> text(TlcColumn column) {
    return header
        .position(column)
        .map(values::get)
        .filter(text -> !BLANKS.contains(text.toLowerCase(Locale.ROOT)));
  }

  CabTime time(TlcColumn column) {
    var text = text(column);
    if (text.isEmpty()) {
      fault(column, "is missing");
      return new CabTime.Unreadable("is missing");
    }
    var time = clock.read(text.get());
    if (time instanceof CabTime.Unreadable(var why)) {
      fault(column, why, text.get());
    } else if (!isWithin(clock.pickup(time))) {
      fault(column, "is not from 2000 to 2099", text.get());
    } else if (time instanceof CabTime.Exact exact && exact.presumed()) {
      note(
          column,
          "is marked as UTC and is read as UTC; if it is local time, add --utc-times local",
          text.get());
    }
    return time;
  }

  /// Returns whether a time is at least a day inside the ledger's range, so that it is in range in
  /// every time zone.
  private static boolean isWithin(Instant time) {
    var clock = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    return Limits.holds(clock.minusDays(1).toInstant(ZoneOffset.UTC))
        && Limits.holds(clock.plusDays(1).toInstant(ZoneOffset.UTC));
  }

  Money required(TlcColumn column) {
    if (text(column).isEmpty()) {
      fault(column, "is missing");
    }
    return money(column);
  }

  /// Returns an amount; zero if it is blank.
  Money money(TlcColumn column) {
    return text(column).map(text -> money(column, text)).orElse(Money.ZERO);
  }

  private Money money(TlcColumn column, String text) {
    switch (DecimalText.read(text, header.separator())) {
      case DecimalText.Reading.Decimal(var plain) -> {
        try {
          return Money.of(plain);
        } catch (InvalidAmount invalid) {
          fault(column, "is not an amount of money", text);
        }
      }
      case DecimalText.Reading.Ambiguous() ->
          fault(column, "is ambiguous: its separator may mark thousands or decimals", text);
      case DecimalText.Reading.NoNumber() -> fault(column, "is not an amount of money", text);
    }
    return Money.ZERO;
  }

  /// Returns a small whole number, which may be written as `1.0`.
  Optional<Long> code(TlcColumn column) {
    return number(column, Limits.CODE)
        .flatMap(
            number -> {
              if (number.stripTrailingZeros().scale() > 0) {
                notice(column, "is not a whole number", number.toString());
                return Optional.empty();
              }
              return Optional.of(number.longValueExact());
            });
  }

  Optional<BigDecimal> number(TlcColumn column, Limits.Range range) {
    return text(column).flatMap(text -> number(column, text, range));
  }

  private Optional<BigDecimal> number(TlcColumn column, String text, Limits.Range range) {
    var read = measure(text);
    if (read.isEmpty()) {
      notice(column, "is not a number", text);
      return read;
    }
    var number = read.get();
    if (Math.abs(number.scale()) > LONGEST_NUMBER) {
      notice(column, "is too large or has too many decimals", text);
    } else if (!range.holds(number)) {
      notice(column, "is not between " + range, text);
    } else {
      return Optional.of(number);
    }
    return Optional.empty();
  }

  /// Parses a number that isn't an amount of money; absent if it isn't a number.
  Optional<BigDecimal> measure(String text) {
    return text.length() <= LONGEST_NUMBER
            && DecimalText.readMeasure(text, header.separator())
                instanceof DecimalText.Reading.Decimal(var plain)
        ? Optional.of(new BigDecimal(plain))
        : Optional.empty();
  }

  void fault(TlcColumn column, String what) {
    var cause = column.published() + " " + what;
    faults.add(new Flaw(cause, cause));
  }

  void fault(TlcColumn column, String what, String text) {
    faults.add(flaw(column, what, text));
  }

  void notice(TlcColumn column, String what, String text) {
    note(column, what + " and is left blank", text);
  }

  private void note(TlcColumn column, String what, String text) {
    notices.add(flaw(column, what, text));
  }

  private static Flaw flaw(TlcColumn column, String what, String text) {
    return new Flaw(
        column.published() + " " + what,
        "%s '%s' %s".formatted(column.published(), QuotedText.of(text), what));
  }
}
