package farestream.report;

import farestream.billing.Cycles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// What a report is of, and what only it can tell.
public sealed interface Subject {

  ZoneId zone();

  Instant starts();

  Instant ends();

  /// The trips of a cycle's bills, as they were billed.
  ///
  /// @param summary what its bills come to
  /// @param corrected what its bills correct of earlier cycles: how many lines, and the difference
  /// @param correctedLater what later cycles have corrected of its trips
  /// @param byHand bills that bear its number but were made by hand; no figure holds them
  /// @param withoutTrips bills of drivers without a trip, for a correction or a balance
  record OfCycle(
      Cycles.Summary summary,
      TripTotals corrected,
      TripTotals correctedLater,
      TripTotals byHand,
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

  /// The trips that ended on a day of the city, as they are now.
  ///
  /// @param billed those that are in a bill, and what they were billed
  /// @param settled those that came in bulk with their drivers paid elsewhere: no cycle bills them
  /// @param notCompleted rows of that day that are no completed trips any more
  /// @param inQuarantine records of whatever day that wait in quarantine
  record OfDay(
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
