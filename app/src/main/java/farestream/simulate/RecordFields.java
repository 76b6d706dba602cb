package farestream.simulate;

import farestream.money.Money;
import farestream.money.NotMoney;
import farestream.trip.Limits;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads a line's values by column and gathers what is wrong with them. What it returns is worth
/// something only while there are no faults. The bounds are the ledger's, which would set aside
/// what is beyond them.
final class RecordFields {
  private static final Set<String> BLANKS = Set.of("", "null", "nan", "none", "na", "\\n");
  private static final int LONGEST_NUMBER = 32;

  /// A day within the ledger's, wherever the cab is.
  private static final LocalDateTime EARLIEST =
      LocalDateTime.ofInstant(Limits.EARLIEST, ZoneOffset.UTC).plusDays(1);

  private static final LocalDateTime LATEST =
      LocalDateTime.ofInstant(Limits.END, ZoneOffset.UTC).minusDays(1);

  private final TlcHeader header;
  private final List<String> values;
  private final List<String> faults = new ArrayList<>();

  RecordFields(TlcHeader header, List<String> values) {
    this.header = header;
    this.values = values;
  }

  List<String> faults() {
    return faults;
  }

  /// Absent where the file hasn't the column, or the record no value in it.
  Optional<String> text(TlcColumn column) {
    return header
        .place(column)
        .map(values::get)
        .map(String::strip)
        .filter(text -> !BLANKS.contains(text.toLowerCase(Locale.ROOT)));
  }

  LocalDateTime time(TlcColumn column) {
    var text = text(column);
    if (text.isEmpty()) {
      fault(column, "is missing");
      return EARLIEST;
    }
    var time = CabClock.read(text.get());
    if (time.isEmpty()) {
      fault(column, "is no local time such as 2019-03-23 20:21:09", text.get());
    } else if (time.get().isBefore(EARLIEST) || time.get().isAfter(LATEST)) {
      fault(column, "is not from 2000 to 2099", text.get());
    }
    return time.orElse(EARLIEST);
  }

  Money required(TlcColumn column) {
    if (text(column).isEmpty()) {
      fault(column, "is missing");
    }
    return money(column);
  }

  /// Zero where there is none.
  Money money(TlcColumn column) {
    return text(column)
        .map(
            text -> {
              try {
                return Money.of(text);
              } catch (NotMoney notMoney) {
                fault(column, "is no amount of money", text);
                return Money.ZERO;
              }
            })
        .orElse(Money.ZERO);
  }

  /// A small whole number, also where it is written `1.0`.
  Optional<Long> code(TlcColumn column) {
    return number(column, Limits.CODE)
        .flatMap(
            number -> {
              if (number.stripTrailingZeros().scale() > 0) {
                fault(column, "is no whole number", number.toString());
                return Optional.empty();
              }
              return Optional.of(number.longValueExact());
            });
  }

  Optional<BigDecimal> number(TlcColumn column, Limits.Range range) {
    return text(column).flatMap(text -> number(column, text, range));
  }

  private Optional<BigDecimal> number(TlcColumn column, String text, Limits.Range range) {
    try {
      var number = new BigDecimal(text.length() > LONGEST_NUMBER ? "too long" : text);
      if (Math.abs(number.scale()) > LONGEST_NUMBER) {
        fault(column, "is no number of an ordinary size", text);
      } else if (!range.holds(number)) {
        fault(column, "is not between " + range, text);
      } else {
        return Optional.of(number);
      }
    } catch (NumberFormatException notANumber) {
      fault(column, "is no number", text);
    }
    return Optional.empty();
  }

  void fault(TlcColumn column, String what) {
    faults.add(column.published() + " " + what);
  }

  void fault(TlcColumn column, String what, String text) {
    faults.add("%s '%s' %s".formatted(column.published(), Shown.of(text), what));
  }
}
