package farestream.report;

import farestream.billing.Cycles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The subject of a report, a cycle or a day, with the figures that are specific to it.
public sealed interface Subject {

  ZoneId zone();

  Instant starts();

  Instant ends();

  /// The trips on a cycle's bills, in the versions that were billed.
  ///
  /// @param summary the cycle and the sums of its bills
  /// @param corrected the number of corrections of earlier cycles on its bills, and their sum
  /// @param correctedLater the number of corrections of its trips in later cycles, and their sum
  /// @param manualBills the manual bills with its number, which no other figure includes
  /// @param withoutTrips the number of bills that have only corrections or a carried balance
  record CycleSubject(
      Cycles.Summary summary,
      TripTotals corrected,
      TripTotals correctedLater,
      TripTotals manualBills,
      long withoutTrips)
      implements Subject {

    public int number() {
      return summary.recorded().cycle().number();
    }

    @Override
    public ZoneId zone() {
      return summary.recorded().cycle().zone();
    }

    @Override
    public Instant starts() {
      return summary.recorded().cycle().starts();
    }

    @Override
    public Instant ends() {
      return summary.recorded().cycle().ends();
    }
  }

  /// The trips that ended on a day in the city's time zone, in their current versions.
  ///
  /// @param billed the trips that are on a bill, and their billed amounts
  /// @param settled the imported trips whose drivers were paid elsewhere and which no cycle bills
  /// @param notCompleted the number of rows of that day that aren't completed trips any more
  /// @param inQuarantine the number of open records in quarantine, of any day
  record DaySubject(
      LocalDate day,
      ZoneId zone,
      TripTotals billed,
      TripTotals settled,
      long notCompleted,
      long inQuarantine)
      implements Subject {

    @Override
    public Instant starts() {
      return day.atStartOfDay(zone).toInstant();
    }

    @Override
    public Instant ends() {
      return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
  }
}
