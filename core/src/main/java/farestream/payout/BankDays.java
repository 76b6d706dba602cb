package farestream.payout;

import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The days on which the Federal Reserve settles payments in US dollars, by its holiday schedule.
/// A holiday that falls on a Sunday is observed on the following Monday; one that falls on a
/// Saturday isn't observed on another day.
public final class BankDays {
  private static final int FIRST_JUNETEENTH = 2022;
  private static final int MAX_DAYS_TO_NEXT = 5;

  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(Month.JANUARY, 1),
          MonthDay.of(Month.JULY, 4),
          MonthDay.of(Month.NOVEMBER, 11),
          MonthDay.of(Month.DECEMBER, 25));
  private static final MonthDay JUNETEENTH = MonthDay.of(Month.JUNE, 19);

  private BankDays() {}

  /// Returns why a day isn't a bank day, such as `a Sunday`. Returns empty for a bank day.
  public static Optional<String> closure(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> Optional.of("a Saturday");
      case SUNDAY -> Optional.of("a Sunday");
      default -> isHoliday(day) ? Optional.of("a Federal Reserve holiday") : Optional.empty();
    };
  }

  /// Returns the first bank day on or after a day.
  public static LocalDate from(LocalDate day) {
    return Stream.iterate(day, one -> one.plusDays(1))
        .limit(MAX_DAYS_TO_NEXT)
        .filter(one -> closure(one).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static boolean isHoliday(LocalDate weekday) {
    var isMonday = weekday.getDayOfWeek() == DayOfWeek.MONDAY;
    return isFixed(weekday) || (isMonday && isFixed(weekday.minusDays(1))) || isFloating(weekday);
  }

  private static boolean isFixed(LocalDate day) {
    var date = MonthDay.from(day);
    return FIXED.contains(date) || (date.equals(JUNETEENTH) && day.getYear() >= FIRST_JUNETEENTH);
  }

  private static boolean isFloating(LocalDate day) {
    return switch (day.getMonth()) {
      case JANUARY, FEBRUARY -> isNth(3, DayOfWeek.MONDAY, day);
      case MAY -> day.equals(day.with(lastInMonth(DayOfWeek.MONDAY)));
      case SEPTEMBER -> isNth(1, DayOfWeek.MONDAY, day);
      case OCTOBER -> isNth(2, DayOfWeek.MONDAY, day);
      case NOVEMBER -> isNth(4, DayOfWeek.THURSDAY, day);
      default -> false;
    };
  }

  private static boolean isNth(int ordinal, DayOfWeek weekday, LocalDate day) {
    return day.equals(day.with(dayOfWeekInMonth(ordinal, weekday)));
  }
}
