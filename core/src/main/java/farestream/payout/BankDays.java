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

/// Days on which the Federal Reserve settles payments in US dollars, by its holiday schedule. A
/// holiday on a Sunday is kept on the Monday after it; one on a Saturday on no other day.
public final class BankDays {
  private static final int JUNETEENTH_BEGINS = 2022;
  private static final int LONGEST_PAUSE = 5;

  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(Month.JANUARY, 1),
          MonthDay.of(Month.JULY, 4),
          MonthDay.of(Month.NOVEMBER, 11),
          MonthDay.of(Month.DECEMBER, 25));
  private static final MonthDay JUNETEENTH = MonthDay.of(Month.JUNE, 19);

  private BankDays() {}

  /// Why nothing is settled on a day, such as `a Sunday`; empty on a bank day.
  public static Optional<String> closure(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> Optional.of("a Saturday");
      case SUNDAY -> Optional.of("a Sunday");
      default -> isHoliday(day) ? Optional.of("a Federal Reserve holiday") : Optional.empty();
    };
  }

  /// The day itself if it is a bank day, else the next that is one.
  public static LocalDate from(LocalDate day) {
    return Stream.iterate(day, one -> one.plusDays(1))
        .limit(LONGEST_PAUSE)
        .filter(one -> closure(one).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static boolean isHoliday(LocalDate weekday) {
    var isMonday = weekday.getDayOfWeek() == DayOfWeek.MONDAY;
    return isFixed(weekday) || (isMonday && isFixed(weekday.minusDays(1))) || isMoving(weekday);
  }

  private static boolean isFixed(LocalDate day) {
    var date = MonthDay.from(day);
    return FIXED.contains(date) || (date.equals(JUNETEENTH) && day.getYear() >= JUNETEENTH_BEGINS);
  }

  private static boolean isMoving(LocalDate day) {
    return switch (day.getMonth()) {
      case JANUARY, FEBRUARY -> isThe(3, DayOfWeek.MONDAY, day);
      case MAY -> day.equals(day.with(lastInMonth(DayOfWeek.MONDAY)));
      case SEPTEMBER -> isThe(1, DayOfWeek.MONDAY, day);
      case OCTOBER -> isThe(2, DayOfWeek.MONDAY, day);
      case NOVEMBER -> isThe(4, DayOfWeek.THURSDAY, day);
      default -> false;
    };
  }

  private static boolean isThe(int ordinal, DayOfWeek weekday, LocalDate day) {
    return day.equals(day.with(dayOfWeekInMonth(ordinal, weekday)));
  }
}
