package farestream.billing;

import farestream.database.ColumnTypes;
import farestream.money.Money;
import farestream.money.NotMoney;
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

/// Closes billing cycles. A cycle bills every completed trip that ended before its cut-off and
/// is in no bill yet, whatever its age: a trip that arrived late is billed in the next cycle. What
/// changed in trips that were billed comes into the next cycle as adjustments.
public final class Billing {

  private static final String NUMERIC_VALUE_OUT_OF_RANGE = "22003";

  private static final Duration PATIENCE_WITH_WRITERS = Duration.ofSeconds(30);

  private final Jdbi database;
  private final ZoneId zone;
  private final Terms terms;

  /// @param commands as the role that the commands use
  /// @param zone of the city, for the day on which the first cycle starts
  public Billing(DataSource commands, ZoneId zone, Terms terms) {
    this.database = ColumnTypes.jdbi(commands);
    this.zone = zone;
    this.terms = terms;
  }

  /// What came of closing a cycle, or of its preview.
  public sealed interface Outcome {

    /// One bill per driver, by driver. In a preview, what closing would give.
    ///
    /// @param madeByHand the bills made by hand that we left trips out for
    /// @param held what the cycle didn't bill because a person has to decide on it
    record Closed(
        Cycle cycle,
        List<DriverBill> bills,
        List<ManualBill> madeByHand,
        Remarks remarks,
        Holds held)
        implements Outcome {

      public long rides() {
        return bills.stream().mapToLong(DriverBill::rides).sum();
      }

      /// Of all bills.
      ///
      /// @param of a bill, such as `DriverBill::payable`
      public Money sum(Function<DriverBill, Money> of) {
        return Money.sum(bills.stream().map(of).toList());
      }
    }

    /// No cycle was closed; the next one will cover this time, too.
    record NothingToBill(Instant cutOff, List<ManualBill> madeByHand, Holds held)
        implements Outcome {}

    /// Refused by a rule; nothing was written.
    sealed interface Refused extends Outcome {}

    /// Trips could still end before the cut-off.
    record CutOffToCome(Instant cutOff, Instant now) implements Refused {}

    /// A closed cycle never changes; the next one must end after the last.
    record CutOffInClosedCycle(Instant cutOff, Cycle last) implements Refused {}

    /// The last cycle was proposed, and is approved or rejected before the next.
    record LastIsProposed(Cycle last) implements Refused {}

    /// A transaction has been writing trips for long and may still add to the cycle.
    record TripsAreBeingWritten(Duration waited) implements Refused {}

    /// A bill, or all of them together, is beyond what an amount can be.
    ///
    /// @param driverId whose bill is the largest
    record AmountTooLarge(long driverId) implements Refused {}
  }

  private enum Way {
    CLOSE,
    PROPOSE,
    PREVIEW
  }

  /// Closes the next cycle in one transaction, safe against another at the same moment and
  /// against a bill made by hand meanwhile.
  ///
  /// @param cutOff counted to the microsecond, as trips are
  /// @param now the date of the bills
  /// @param by who does it, for the record
  /// @throws org.jdbi.v3.core.JdbiException if the database can't be reached or fails
  public Outcome close(Instant cutOff, Instant now, String by) {
    return run(cutOff, now, by, Way.CLOSE);
  }

  /// The same, but another person has to approve it before its bills are paid and its figures
  /// are in the journal; see [Cycles].
  public Outcome propose(Instant cutOff, Instant now, String by) {
    return run(cutOff, now, by, Way.PROPOSE);
  }

  /// What closing would give. It does the same and takes it back, which leaves gaps in the
  /// numbers of bills; so do failures, and numbers of bills never meant a count.
  public Outcome preview(Instant cutOff, Instant now) {
    return run(cutOff, now, "preview", Way.PREVIEW);
  }

  private Outcome run(Instant cutOff, Instant now, String by, Way way) {
    var ends = cutOff.truncatedTo(ChronoUnit.MICROS);
    if (ends.isAfter(now)) {
      return new Outcome.CutOffToCome(ends, now);
    }
    try {
      // READ COMMITTED, so that what another closing committed while this one waited for the lock
      // is seen by every statement after it.
      return database.inTransaction(
          TransactionIsolationLevel.READ_COMMITTED, handle -> closed(handle, ends, now, by, way));
    } catch (NotMoney tooLarge) {
      return new Outcome.AmountTooLarge(driverOfLargestBill(ends));
    } catch (StatementException failed) {
      if (failed.getCause() instanceof SQLException cause
          && NUMERIC_VALUE_OUT_OF_RANGE.equals(cause.getSQLState())) {
        return new Outcome.AmountTooLarge(driverOfLargestBill(ends));
      }
      throw failed;
    }
  }

  private Outcome closed(Handle handle, Instant ends, Instant now, String by, Way way) {
    var closing = new Closing(handle);
    closing.waitForOthers();
    var last = RecordedCycle.last(handle);
    if (last.isPresent() && last.get().isProposed()) {
      return new Outcome.LastIsProposed(last.get().cycle());
    }
    var lastEnds = last.map(former -> former.cycle().ends());
    if (last.isPresent() && !ends.isAfter(lastEnds.orElseThrow())) {
      return new Outcome.CutOffInClosedCycle(ends, last.get().cycle());
    }
    var from = last.map(RecordedCycle::highWaterMarks).orElse(HighWaterMarks.NOTHING);
    var to = closing.highWaterMarks();
    if (!TripWriters.now(handle).haveEnded(handle, PATIENCE_WITH_WRITERS)) {
      return new Outcome.TripsAreBeingWritten(PATIENCE_WITH_WRITERS);
    }
    var madeByHand = closing.madeByHand(lastEnds, ends);
    var number = last.map(former -> former.cycle().number() + 1).orElse(Cycle.FIRST);
    var due = new DueTrips(from, to, ends);
    due.stageFormer(handle, number - 1);
    var areAdjusted = DueAdjustments.stage(handle, from, to, number, terms.limits());
    due.leave(handle, number, terms);
    var starts = lastEnds.or(() -> midnightBefore(due.earliest(handle, terms)));
    if (starts.isEmpty()) {
      return nothing(handle, ends, madeByHand, number);
    }
    var cycle = new Cycle(number, starts.get(), ends, zone, terms);
    var propose = way == Way.PROPOSE;
    var remarked = closing.bill(due, cycle, propose, now);
    var bills = remarked.stream().map(Closing.RemarkedBill::bill).toList();
    if (!areAdjusted && bills.stream().allMatch(Billing::isOnlyCarried)) {
      return nothing(handle, ends, madeByHand, number);
    }
    closing.record(cycle, to, propose, now, by);
    var held = MoneyGate.heldBy(handle, number);
    var remarks = Remarks.sum(remarked.stream().map(Closing.RemarkedBill::remarks).toList());
    var closed = new Outcome.Closed(cycle, bills, madeByHand, remarks, held);
    // Before it is too late: all bills together may be beyond an amount where each is not.
    var _ = closed.sum(DriverBill::amount);
    if (way != Way.PREVIEW) {
      return closed;
    }
    handle.rollback();
    return new Outcome.Closed(
        cycle,
        bills.stream().map(DriverBill::withoutId).toList(),
        madeByHand,
        closed.remarks(),
        held);
  }

  private static Outcome nothing(
      Handle handle, Instant ends, List<ManualBill> madeByHand, int number) {
    var held = MoneyGate.heldBy(handle, number);
    handle.rollback();
    return new Outcome.NothingToBill(ends, madeByHand, held);
  }

  /// Nothing came into it but a balance, and that goes out again.
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
