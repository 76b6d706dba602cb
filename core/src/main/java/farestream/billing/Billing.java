package farestream.billing;

import farestream.database.ColumnTypes;
import farestream.money.InvalidAmount;
import farestream.money.Money;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Closes billing cycles. A cycle bills every completed trip that ended before its cut-off and is
/// in no bill yet, whatever its age: a trip that arrives late is billed in the next cycle. Changes
/// to trips that are already billed become adjustments in the next cycle.
public final class Billing {

  private static final String NUMERIC_VALUE_OUT_OF_RANGE = "22003";

  private static final Duration MAX_WAIT_FOR_WRITERS = Duration.ofSeconds(30);

  private final Jdbi database;
  private final ZoneId zone;
  private final Terms terms;

  /// @param commands connects with the role that the commands use
  /// @param zone the city's time zone; the first cycle starts at midnight in it
  /// @param terms the terms of the cycles that are closed
  public Billing(DataSource commands, ZoneId zone, Terms terms) {
    this.database = ColumnTypes.jdbi(commands);
    this.zone = zone;
    this.terms = terms;
  }

  /// The result of closing a cycle or of previewing it.
  public sealed interface Outcome {

    /// The cycle was closed or proposed. In a preview, this is the result that closing would have.
    ///
    /// @param bills one bill per driver, ordered by driver
    /// @param manualBills the manual bills whose trips the cycle left out
    /// @param held the trips that the cycle didn't bill because a person has to decide on them
    record Closed(
        Cycle cycle,
        List<DriverBill> bills,
        List<ManualBill> manualBills,
        Remarks remarks,
        Holds held)
        implements Outcome {

      public long rides() {
        return bills.stream().mapToLong(DriverBill::rides).sum();
      }

      /// Returns the sum of one amount over all bills.
      ///
      /// @param of the amount, such as `DriverBill::payable`
      public Money sum(Function<DriverBill, Money> of) {
        return Money.sum(bills.stream().map(of).toList());
      }
    }

    /// No cycle was closed. The next cycle will cover this period as well.
    record NothingToBill(Instant cutOff, List<ManualBill> manualBills, Holds held)
        implements Outcome {}

    /// Refused by a rule; nothing was written.
    sealed interface Refused extends Outcome {}

    /// Trips could still end before the cut-off.
    record CutOffInFuture(Instant cutOff, Instant now) implements Refused {}

    /// The cut-off isn't after that of the last cycle, which can't change any more.
    record CutOffInClosedCycle(Instant cutOff, Cycle last) implements Refused {}

    /// The last cycle is still proposed. It must be approved or rejected first.
    record LastIsProposed(Cycle last) implements Refused {}

    /// The cycle was proposed and rejected before, so it can be closed only by the approval of
    /// another person.
    record WasProposed(int cycle) implements Refused {}

    /// A transaction that was writing trips didn't end in time. It may still add trips that belong
    /// in the cycle.
    ///
    /// @param waited how long this command waited for it
    record TripsAreBeingWritten(Duration waited) implements Refused {}

    /// A bill or the sum of all bills is out of the range of an amount.
    ///
    /// @param driverId the driver with the largest bill
    record AmountTooLarge(long driverId) implements Refused {}
  }

  private enum Mode {
    CLOSE,
    PROPOSE,
    PREVIEW
  }

  /// Closes the next cycle in one transaction. A lock serializes it with other closings and with
  /// manual bills.
  ///
  /// @param cutOff the end of the cycle, truncated to microseconds
  /// @param now the date of the bills
  /// @throws org.jdbi.v3.core.JdbiException if the database can't be reached or fails
  public Outcome close(Instant cutOff, Instant now) {
    return run(cutOff, now, Mode.CLOSE);
  }

  /// Proposes the next cycle. It differs from [#close] in that another person must approve the
  /// cycle before its bills are paid and posted to the journal; see [Cycles#approve].
  public Outcome propose(Instant cutOff, Instant now) {
    return run(cutOff, now, Mode.PROPOSE);
  }

  /// Returns what [#close] would return. Closes the cycle and rolls back, which leaves gaps in the
  /// ids of bills, as failures do.
  public Outcome preview(Instant cutOff, Instant now) {
    return run(cutOff, now, Mode.PREVIEW);
  }

  private Outcome run(Instant cutOff, Instant now, Mode mode) {
    var ends = cutOff.truncatedTo(ChronoUnit.MICROS);
    if (ends.isAfter(now)) {
      return new Outcome.CutOffInFuture(ends, now);
    }
    try {
      // READ COMMITTED, so that all statements after the lock see what another closing committed
      // while this one waited for it.
      return database.inTransaction(
          TransactionIsolationLevel.READ_COMMITTED, handle -> closed(handle, ends, now, mode));
    } catch (InvalidAmount tooLarge) {
      return new Outcome.AmountTooLarge(driverOfLargestBill(ends));
    } catch (StatementException failed) {
      if (failed.getCause() instanceof SQLException cause
          && NUMERIC_VALUE_OUT_OF_RANGE.equals(cause.getSQLState())) {
        return new Outcome.AmountTooLarge(driverOfLargestBill(ends));
      }
      throw failed;
    }
  }

  private Outcome closed(Handle handle, Instant ends, Instant now, Mode mode) {
    var closing = new Closing(handle);
    closing.lock();
    var last = RecordedCycle.last(handle);
    if (last.isPresent() && last.get().isProposed()) {
      return new Outcome.LastIsProposed(last.get().cycle());
    }
    var lastEnds = last.map(previous -> previous.cycle().ends());
    if (last.isPresent() && !ends.isAfter(lastEnds.orElseThrow())) {
      return new Outcome.CutOffInClosedCycle(ends, last.get().cycle());
    }
    var number = last.map(previous -> previous.cycle().number() + 1).orElse(Cycle.FIRST);
    var wasProposed = CycleEvent.wasProposed(handle, number);
    if (wasProposed && mode == Mode.CLOSE) {
      return new Outcome.WasProposed(number);
    }
    var from = last.map(RecordedCycle::highWaterMarks).orElse(HighWaterMarks.ZERO);
    var to = closing.highWaterMarks();
    if (!TripWriters.now(handle).haveEnded(handle, MAX_WAIT_FOR_WRITERS)) {
      return new Outcome.TripsAreBeingWritten(MAX_WAIT_FOR_WRITERS);
    }
    var manualBills = closing.manualBills(lastEnds, ends);
    var due = new DueTrips(from, to, ends);
    due.stageOlder(handle, number - 1);
    var hasAdjustments = DueAdjustments.stage(handle, from, to, number, terms.limits());
    due.defer(handle, number, terms);
    var starts = lastEnds.or(() -> midnightBefore(due.earliest(handle, terms)));
    if (starts.isEmpty()) {
      return nothing(handle, ends, manualBills, number);
    }
    var cycle = new Cycle(number, starts.get(), ends, zone, terms);
    var propose = mode == Mode.PROPOSE || wasProposed;
    var remarked = closing.bill(due, cycle, propose, now);
    var bills = remarked.stream().map(Closing.RemarkedBill::bill).toList();
    if (!hasAdjustments && bills.stream().allMatch(Billing::isOnlyCarried)) {
      return nothing(handle, ends, manualBills, number);
    }
    closing.record(cycle, to, propose, now);
    var held = MoneyGate.heldBy(handle, number);
    var remarks = Remarks.sum(remarked.stream().map(Closing.RemarkedBill::remarks).toList());
    var closed = new Outcome.Closed(cycle, bills, manualBills, remarks, held);
    // Throws InvalidAmount and so rolls back if the sum of all bills is out of range.
    var _ = closed.sum(DriverBill::amount);
    if (mode != Mode.PREVIEW) {
      return closed;
    }
    handle.rollback();
    return new Outcome.Closed(
        cycle,
        bills.stream().map(DriverBill::withoutId).toList(),
        manualBills,
        closed.remarks(),
        held);
  }

  private static Outcome nothing(
      Handle handle, Instant ends, List<ManualBill> manualBills, int number) {
    var held = MoneyGate.heldBy(handle, number);
    handle.rollback();
    return new Outcome.NothingToBill(ends, manualBills, held);
  }

  /// Returns whether a bill only carries a balance on to the next bill.
  private static boolean isOnlyCarried(DriverBill bill) {
    return bill.rides() == 0 && bill.payable().isZero();
  }

  private Optional<Instant> midnightBefore(Optional<Instant> earliest) {
    return earliest.map(
        dropoff -> dropoff.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
  }

  private long driverOfLargestBill(Instant ends) {
    return database.withHandle(handle -> new Closing(handle).driverOfLargestBill(ends));
  }
}
