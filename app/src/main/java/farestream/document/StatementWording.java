package farestream.document;

import farestream.billing.Terms;
import farestream.money.Money;
import farestream.statement.Bill;
import farestream.statement.BilledTrip;
import farestream.statement.Period;
import farestream.statement.Statement;
import farestream.view.StatementViews;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// The texts of a statement, the same in every format.
public final class StatementWording {
  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm zzz", Locale.US);
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss zzz", Locale.US);
  private static final int SECONDS_A_MINUTE = 60;
  private static final int PERCENT = 2;

  private StatementWording() {}

  public static final String PROPOSED = "PROPOSED – not approved";

  /// Formats a time to the minute, or to the second if it isn't a whole minute.
  public static String time(Instant instant, ZoneId zone) {
    var isWholeMinute = instant.getEpochSecond() % SECONDS_A_MINUTE == 0;
    return (isWholeMinute ? TO_THE_MINUTE : TO_THE_SECOND).format(instant.atZone(zone));
  }

  static String minute(Instant instant, ZoneId zone) {
    return TO_THE_MINUTE.format(instant.atZone(zone));
  }

  /// Returns start and end of the cycle, or of the bill if it has no cycle.
  public static String period(Statement statement) {
    var zone = statement.zone();
    var bill = statement.bills().getFirst();
    var starts = statement.period().map(Period::starts).orElse(bill.starts());
    var ends = statement.period().map(Period::ends).orElse(bill.ends());
    return "%s to %s".formatted(time(starts, zone), time(ends, zone));
  }

  /// Returns how the driver's share of a trip is determined.
  public static String share(Bill bill) {
    var percent = percent(bill.driverShare().share());
    return switch (bill.policy()) {
      case LAB -> "You get %s of each trip's total.".formatted(percent);
      case COMPONENTS ->
          ("Tips and tolls are yours in full. You get %s of fare and extras. Taxes and surcharges are"
                  + " passed on. Cash that riders paid you is deducted.")
              .formatted(percent);
    };
  }

  /// Returns how a cycle shares the fares.
  public static String terms(Terms terms) {
    var sharing =
        switch (terms.policy()) {
          case LAB -> "drivers get %s of each total".formatted(terms.driverShare());
          case COMPONENTS ->
              "drivers get tips, tolls and %s of fare and extras".formatted(terms.driverShare());
        };
    return "policy %s: %s%s"
        .formatted(
            terms.policy(),
            sharing,
            terms.minimumPayout().isZero()
                ? ""
                : "; less than %s is carried".formatted(terms.minimumPayout()));
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(PERCENT).stripTrailingZeros().toPlainString() + " %";
  }

  /// Returns remarks about a trip, if any.
  static Optional<String> note(BilledTrip trip) {
    var notes = new ArrayList<String>();
    if (trip.late()) {
      notes.add("late: it ended before this cycle started");
    }
    trip.withheld().ifPresent(why -> notes.add("withheld: " + StatementViews.reason(why)));
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes));
  }

  /// Returns why a balance is carried, in parentheses.
  static String whyCarried(Money carried, Optional<Period> period) {
    if (carried.isNegative()) {
      return " (below zero: you owe it)";
    }
    return carried.isZero()
        ? ""
        : period
            .map(cycle -> " (below the minimum of %s)".formatted(cycle.minimumPayout()))
            .orElse("");
  }
}
