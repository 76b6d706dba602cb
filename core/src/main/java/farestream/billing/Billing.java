package farestream.billing;

import farestream.database.ColumnTypes;
import farestream.money.Money;
import farestream.money.NotMoney;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Closes billing cycles. A cycle bills every completed trip that ended before its cut-off and
/// is in no bill yet, whatever its age: a trip that arrived late is billed in the next cycle.
public final class Billing {

  private static final String NUMERIC_VALUE_OUT_OF_RANGE = "22003";

  private final Jdbi database;
  private final ZoneId zone;
  private final DriverShare share;

  /// @param commands as the role that the commands use
  /// @param zone of the city, for the day on which the first cycle starts
  public Billing(DataSource commands, ZoneId zone, DriverShare share) {
    this.database =
        ColumnTypes.jdbi(commands)
            .registerColumnMapper(
                DriverShare.class, (row, column, _) -> new DriverShare(row.getBigDecimal(column)));
    this.zone = zone;
    this.share = share;
  }

  /// What came of closing a cycle, or of its preview.
  public sealed interface Outcome {

    /// One bill per driver, by driver. In a preview, what closing would give.
    ///
    /// @param madeByHand the bills made by hand that we left trips out for
    record Closed(Cycle cycle, List<DriverBill> bills, List<HandMadeBill> madeByHand)
        implements Outcome {

      public long rides() {
        return bills.stream().mapToLong(DriverBill::rides).sum();
      }

      public Money amount() {
        return bills.stream().map(DriverBill::amount).reduce(Money.ZERO, Money::plus);
      }

      /// What the drivers get of the bills, each rounded by itself as it will be paid.
      public Money driversPart() {
        return bills.stream()
            .map(bill -> cycle.driverShare().of(bill.amount()))
            .reduce(Money.ZERO, Money::plus);
      }
    }

    /// No cycle was closed; the next one will cover this time, too.
    record NothingToBill(Instant cutOff, List<HandMadeBill> madeByHand) implements Outcome {}

    /// Refused by a rule; nothing was written.
    sealed interface Refused extends Outcome {}

    /// Trips could still end before the cut-off.
    record CutOffToCome(Instant cutOff, Instant now) implements Refused {}

    /// A closed cycle never changes; the next one must end after the last.
    record CutOffInClosedCycle(Instant cutOff, Cycle last) implements Refused {}

    /// A bill, or all of them together, is beyond what an amount can be.
    ///
    /// @param driverId whose bill is the largest
    record AmountTooLarge(long driverId) implements Refused {}
  }

  /// Closes the next cycle in one transaction, safe against another at the same moment and
  /// against a bill made by hand meanwhile.
  ///
  /// @param cutOff counted to the microsecond, as trips are
  /// @param now the date of the bills
  /// @throws org.jdbi.v3.core.JdbiException if the database can't be reached or fails
  public Outcome close(Instant cutOff, Instant now) {
    return run(cutOff, now, true);
  }

  /// What [#close(Instant, Instant)] would give. It does the same and takes it back, which
  /// leaves gaps in the numbers of bills; so do failures, and numbers of bills never meant a
  /// count.
  public Outcome preview(Instant cutOff, Instant now) {
    return run(cutOff, now, false);
  }

  private Outcome run(Instant cutOff, Instant now, boolean keep) {
    var ends = cutOff.truncatedTo(ChronoUnit.MICROS);
    if (ends.isAfter(now)) {
      return new Outcome.CutOffToCome(ends, now);
    }
    try {
      // READ COMMITTED, so that what another closing committed while this one waited for the lock
      // is seen by every statement after it.
      return database.inTransaction(
          TransactionIsolationLevel.READ_COMMITTED, handle -> closed(handle, ends, now, keep));
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

  private Outcome closed(Handle handle, Instant ends, Instant now, boolean keep) {
    var closing = new Closing(handle);
    closing.waitForOthers();
    var last = closing.lastCycle();
    if (last.isPresent() && !ends.isAfter(last.get().ends())) {
      return new Outcome.CutOffInClosedCycle(ends, last.get());
    }
    var madeByHand = closing.madeByHand(last.map(Cycle::ends), ends);
    var starts = last.map(Cycle::ends).or(() -> midnightBefore(closing.earliestDue(ends)));
    if (starts.isEmpty()) {
      return new Outcome.NothingToBill(ends, madeByHand);
    }
    var number = last.map(Cycle::number).orElse(Closing.FIRST_CYCLE - 1) + 1;
    var cycle = new Cycle(number, starts.get(), ends, zone, share);
    var bills = closing.bill(cycle, now);
    if (bills.isEmpty()) {
      return new Outcome.NothingToBill(ends, madeByHand);
    }
    closing.record(cycle, now);
    var closed = new Outcome.Closed(cycle, bills, madeByHand);
    // Before it is too late: all bills together may be beyond an amount where each is not.
    var _ = closed.amount();
    if (keep) {
      return closed;
    }
    handle.rollback();
    return new Outcome.Closed(
        cycle, bills.stream().map(DriverBill::withoutId).toList(), madeByHand);
  }

  private Optional<Instant> midnightBefore(Optional<Instant> earliest) {
    return earliest.map(
        dropoff -> dropoff.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
  }

  private long driverOfLargestBill(Instant ends) {
    return database.withHandle(handle -> new Closing(handle).driverOfLargestBill(ends));
  }
}
