package farestream.billing;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementException;
import org.postgresql.util.PSQLException;

/// Reads proposed and closed cycles with their sums and events, and approves or rejects proposed
/// ones (maker-checker: the approver has neither proposed nor rejected the cycle).
public final class Cycles {

  private static final String WITH_SUMS =
      "select "
          + RecordedCycle.COLUMNS
          + """
          , bill.* from billing_cycle cross join lateral (
            select count(*) as bills, coalesce(sum(rides_total), 0) as rides,
              coalesce(sum(billing_amount), 0) as amount,
              coalesce(sum(drivers_part), 0) as drivers_part,
              coalesce(sum(platform_part), 0) as platforms_part,
              coalesce(sum(taxes), 0) as taxes, coalesce(sum(withheld), 0) as withheld,
              coalesce(sum(cash_held), 0) as cash_held,
              coalesce(sum(adjustment), 0) as adjustment,
              coalesce(sum(carried_in), 0) as carried_in,
              coalesce(sum(carried_out), 0) as carried_out,
              coalesce(sum(payable), 0) as payable,
              (select coalesce(sum(payment_amount), 0)
                from payment join billing as paid_bill on paid_bill.id = payment.billing_id
                where paid_bill.billing_cycle = billing_cycle.cycle
                  and paid_bill.made_by = 'farestream' and payment_status = 'completed') as paid
            from billing
            where billing.billing_cycle = billing_cycle.cycle and made_by = 'farestream') as bill
          """;

  private static final String LIST = WITH_SUMS + " order by cycle desc limit :most";

  private static final String ONE = WITH_SUMS + " where cycle = :cycle";

  private static final String EVENTS =
      """
      select event as kind, recorded_at as at, actor, login, reason
      from billing_cycle_event where cycle = :cycle order by id
      """;

  private static final String BILLS =
      """
      select id as bill_id, driver_id, rides_total as rides, billing_amount as amount, drivers_part,
        taxes, withheld, cash_held, adjustment, carried_in, carried_out, payable
      from billing where billing_cycle = :cycle and made_by = 'farestream' order by driver_id
      """;

  private static final String MANUAL_ONLY =
      """
      select billing_cycle as number, count(*) as bills from billing
      where made_by = 'manual'
        and not exists (select from billing_cycle as ours where ours.cycle = billing.billing_cycle)
      group by billing_cycle order by billing_cycle
      """;

  private static final String STATUS = "select status from billing_cycle where cycle = :cycle";

  /// What the acting person did with the cycle before, if that excludes an approval.
  private static final String TOOK_PART =
      """
      select actor as person, event as kind from billing_cycle_event
      where cycle = :cycle and event in ('proposed', 'rejected') and actor = acting_person()
      order by id desc limit 1
      """;

  private static final String COMPLETE_BILLS =
      """
      update billing set billing_status = 'completed'
      where billing_cycle = :cycle and made_by = 'farestream' and billing_status = 'proposed'
      """;

  private static final String CLOSE =
      "update billing_cycle set status = 'closed', closed_at = :now where cycle = :cycle";

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public Cycles(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
    database.registerColumnMapper(
        CycleEvent.Kind.class,
        (row, column, _) ->
            CycleEvent.Kind.valueOf(row.getString(column).toUpperCase(Locale.ROOT)));
  }

  /// The sums over all bills of a cycle. For amounts not described here see [DriverBill].
  ///
  /// @param platformsPart the platform's part of `amount`
  /// @param paid how much of `payable` has been paid so far
  public record Sums(
      long bills,
      long rides,
      Money amount,
      Money driversPart,
      Money platformsPart,
      Money taxes,
      Money withheld,
      Money cashHeld,
      Money adjustment,
      Money carriedIn,
      Money carriedOut,
      Money payable,
      Money paid) {}

  /// A cycle and the sums of its bills.
  public record Summary(RecordedCycle recorded, Sums sums) {}

  /// Manual bills with the number of a cycle that Farestream didn't close, such as the workshop's
  /// cycle 1.
  public record ManualCycle(int number, long bills) {}

  /// The result of approving or rejecting a cycle.
  public sealed interface Decision {

    /// The cycle was approved or rejected.
    ///
    /// @param cycle the cycle as approved, or as it was before it was rejected
    record Done(Summary cycle) implements Decision {}

    /// There is no such cycle.
    record NoSuchCycle(int cycle) implements Decision {}

    /// The cycle isn't proposed: it was closed without a proposal or is already approved.
    record NotProposed(int cycle) implements Decision {}

    /// Trips of the cycle have been held since it was proposed.
    ///
    /// @param which a text with the number of trips and the first of them
    record TripsAreHeld(int cycle, String which) implements Decision {}

    /// Someone who has proposed or rejected the cycle can't approve it.
    ///
    /// @param kind what the person did
    record SamePerson(int cycle, String person, CycleEvent.Kind kind) implements Decision {}
  }

  /// Returns the terms of the last cycle, or [Terms#LAB] if there is no cycle.
  public Terms lastTerms() {
    return database.withHandle(
        handle ->
            RecordedCycle.last(handle).map(recorded -> recorded.cycle().terms()).orElse(Terms.LAB));
  }

  /// Returns the most recent cycles, latest first.
  ///
  /// @param most the maximum number of cycles
  public List<Summary> list(int most) {
    return database.withHandle(
        handle -> handle.createQuery(LIST).bind("most", most).map(summary()).list());
  }

  public Optional<Summary> find(int cycle) {
    return database.withHandle(handle -> find(handle, cycle));
  }

  /// Returns the bills of a cycle, ordered by driver.
  public List<DriverBill> bills(int cycle) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(BILLS)
                .bind("cycle", cycle)
                .map(ConstructorMapper.of(DriverBill.class))
                .list());
  }

  /// Returns the numbers that only manual bills have, in ascending order.
  public List<ManualCycle> manualCycles() {
    return database.withHandle(
        handle ->
            handle.createQuery(MANUAL_ONLY).map(ConstructorMapper.of(ManualCycle.class)).list());
  }

  /// Returns the events of a cycle in chronological order. A number whose proposals were all
  /// rejected has events, although no cycle has that number.
  public List<CycleEvent> events(int cycle) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(EVENTS)
                .bind("cycle", cycle)
                .map(ConstructorMapper.of(CycleEvent.class))
                .list());
  }

  /// Closes a proposed cycle. Its bills are posted to the journal and can be paid.
  public Decision approve(int cycle, Instant now) {
    try {
      return decideToApprove(cycle, now);
    } catch (StatementException failed) {
      if (failed.getCause() instanceof PSQLException refused
          && refused.getServerErrorMessage() != null
          && "no_held_trip_is_approved".equals(refused.getServerErrorMessage().getConstraint())) {
        return new Decision.TripsAreHeld(
            cycle, String.valueOf(refused.getServerErrorMessage().getMessage()));
      }
      throw failed;
    }
  }

  private record Part(String person, CycleEvent.Kind kind) {}

  private Decision decideToApprove(int cycle, Instant now) {
    return decide(
        cycle,
        handle -> {
          var part =
              handle
                  .createQuery(TOOK_PART)
                  .bind("cycle", cycle)
                  .map(ConstructorMapper.of(Part.class))
                  .findOne();
          if (part.isPresent()) {
            return new Decision.SamePerson(cycle, part.get().person(), part.get().kind());
          }
          handle.createUpdate(COMPLETE_BILLS).bind("cycle", cycle).execute();
          handle.createUpdate(CLOSE).bind("cycle", cycle).bind("now", now).execute();
          return new Decision.Done(find(handle, cycle).orElseThrow());
        });
  }

  /// Deletes a proposed cycle with all its bills. Its trips become due again.
  public Decision reject(int cycle, String reason) {
    return decide(
        cycle,
        handle -> {
          var rejected = find(handle, cycle).orElseThrow();
          handle.execute("select reject_cycle(?, ?)", cycle, reason);
          return new Decision.Done(rejected);
        });
  }

  private interface Step {
    Decision take(Handle handle);
  }

  private Decision decide(int cycle, Step step) {
    return database.inTransaction(
        handle -> {
          NamedLock.take(handle, Closing.LOCK);
          var status =
              handle.createQuery(STATUS).bind("cycle", cycle).mapTo(String.class).findOne();
          if (status.isEmpty()) {
            return new Decision.NoSuchCycle(cycle);
          }
          return status.get().equals("proposed")
              ? step.take(handle)
              : new Decision.NotProposed(cycle);
        });
  }

  /// Returns a cycle, in the transaction of the caller.
  ///
  /// @param handle a handle with the [ColumnTypes] plugin
  public static Optional<Summary> find(Handle handle, int cycle) {
    return handle.createQuery(ONE).bind("cycle", cycle).map(summary()).findOne();
  }

  private static RowMapper<Summary> summary() {
    var cycle = new RecordedCycle.FromRow();
    var sums = ConstructorMapper.of(Sums.class);
    return (row, context) -> new Summary(cycle.map(row, context), sums.map(row, context));
  }
}
