package farestream.billing;

import farestream.database.NamedLock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// The statements of one closing, run in its transaction. [Billing] decides what happens, and
/// [DueTrips] and [DueAdjustments] select what is due.
final class Closing {

  /// The name of the lock that serializes closings. The trigger on `billing` takes the same lock,
  /// so manual bills wait for a closing.
  static final String LOCK = "farestream.bill";

  private static final String HIGH_WATER_MARKS =
      """
      select coalesce((select max(id) from trips), 0) as trips,
        coalesce((select max(id) from trip_history), 0) as history,
        coalesce((select max(id) from dispute_resolution), 0) as disputes,
        coalesce((select max(id) from quarantine), 0) as quarantine,
        coalesce((select max(id) from trip_removal), 0) as removals,
        coalesce((select max(id) from trip_decision), 0) as decisions
      """;

  private static final String DRIVER_OF_LARGEST_BILL =
      """
      select driver_id from trips
      where is_billable(trips) and dropoff_datetime < :ends
        and not exists (select from billing_line where trip_id = trips.id)
      group by driver_id order by abs(sum(total_amount)) desc limit 1
      """;

  /// Rounds each bill once. Its lines are rounded by their running total in the order of the
  /// trips, so that they add up to the bill. Each line is its exact amount rounded up or down.
  /// The exception is a running total that crosses zero at half a cent, because half a cent is
  /// rounded away from zero on both sides.
  private static final String BILL =
      """
      with due_trip as materialized (
      """
          + DueTrips.DUE
          + """
      ), line as materialized (
        select trip_id, driver_id, amount, taxes, withheld, cash, hold, payment_type, beyond,
          round(running, 2) - round(running - exact_part, 2) as drivers_part
        from (
          select *, sum(exact_part) filter (where hold is null)
              over (partition by driver_id order by trip_id) as running
          from due_trip) as added
      ), held as (
        insert into billing_cycle_left (cycle, trip_id, amount, hold, is_rejected)
        select :cycle, trip_id, amount, hold, is_rejected(trip_id) from line where hold is not null
      ), earned as (
        select driver_id, count(*) as rides, sum(amount) as amount,
          sum(drivers_part) as drivers_part, sum(taxes) as taxes, sum(withheld) as withheld,
          sum(cash) as cash_held, count(*) filter (where beyond <> 0) as rides_beyond_parts,
          sum(beyond) as beyond_parts,
          sum(drivers_part) filter (where payment_type = 2) as share_of_cash
        from line where hold is null group by driver_id
      ), corrected as (
        select driver_id, sum(drivers_part - cash) as adjustment
        from due_adjustment group by driver_id
      ), carried as (
        select driver_id, carried_out as carried_in from billing
        where billing_cycle = :cycle - 1 and made_by = 'farestream' and carried_out <> 0
      ), bill as materialized (
        select nextval('billing_id_seq') as id, balance.*,
          case when balance > 0 and balance >= :minimum then balance else 0 end as payable
        from (
          select driver_id, coalesce(rides, 0) as rides, coalesce(amount, 0) as amount,
            coalesce(drivers_part, 0) as drivers_part, coalesce(taxes, 0) as taxes,
            coalesce(withheld, 0) as withheld, coalesce(cash_held, 0) as cash_held,
            coalesce(adjustment, 0) as adjustment, coalesce(carried_in, 0) as carried_in,
            coalesce(rides_beyond_parts, 0) as rides_beyond_parts,
            coalesce(beyond_parts, 0) as beyond_parts,
            case when :policy = 'lab' then coalesce(share_of_cash, 0) else 0 end as share_of_cash,
            coalesce(drivers_part, 0) - coalesce(cash_held, 0) + coalesce(adjustment, 0)
              + coalesce(carried_in, 0) as balance
          from earned
            full join corrected using (driver_id)
            full join carried using (driver_id)
          order by driver_id) as balance
      ), billed as (
        insert into billing (id, driver_id, billing_cycle, billing_start, billing_end,
          billing_date, billing_amount, commissions, description, rides_total, billing_status,
          made_by, policy, drivers_part, taxes, withheld, cash_held, adjustment, carried_in,
          carried_out)
        select id, driver_id, :cycle, :starts, :ends, :now, amount, :share,
          'billing cycle ' || :cycle, rides, :status, 'farestream', :policy, drivers_part, taxes,
          withheld, cash_held, adjustment, carried_in, balance - payable
        from bill
      ), lines as (
        insert into billing_line
          (trip_id, billing_id, amount, drivers_part, taxes, withheld, cash)
        select trip_id, bill.id, line.amount, line.drivers_part, line.taxes, line.withheld,
          line.cash
        from line join bill using (driver_id) where hold is null
      ), adjustments as (
        insert into billing_adjustment
          (trip_id, billing_id, amount, drivers_part, taxes, withheld, cash, reason)
        select trip_id, bill.id, due_adjustment.amount, due_adjustment.drivers_part,
          due_adjustment.taxes, due_adjustment.withheld, due_adjustment.cash, reason
        from due_adjustment join bill using (driver_id) order by trip_id, bill.id
      )
      select id as bill_id, driver_id, rides, amount, drivers_part, taxes, withheld, cash_held,
        adjustment, carried_in, balance - payable as carried_out, payable, rides_beyond_parts,
        beyond_parts, share_of_cash
      from bill order by driver_id
      """;

  private static final String RECORD_CYCLE =
      """
      insert into billing_cycle (cycle, previous, starts_at, ends_at, zone, driver_share,
        policy, minimum_payout, status, closed_at, trips_high_water_mark,
        history_high_water_mark, disputes_high_water_mark, quarantine_high_water_mark,
        removals_high_water_mark, decisions_high_water_mark, total_limit, parts_tolerance,
        clock_tolerance)
      values (:cycle, nullif(:cycle, :firstCycle) - 1, :starts, :ends, :zone, :share, :policy,
        :minimum, case when :propose then 'proposed' else 'closed' end,
        case when not :propose then cast(:now as timestamp) end, :trips, :history, :disputes,
        :quarantine, :removals, :decisions, :totalLimit, :partsTolerance, :clockTolerance)
      """;

  /// The manual bills to report: those with trips since the last cut-off, and those of any age
  /// without lines, whose periods contain other trips than they bill. Bills of imported trips are
  /// not reported.
  private static final String MANUAL_BILLS =
      """
      with reported as materialized (
        select billing_id as id
        from trips join billing_line on trip_id = trips.id
          join billing on billing.id = billing_id and made_by = 'manual'
        where trip_import is null and dropoff_datetime < :ends
          and dropoff_datetime >= coalesce(cast(:lastCutOff as timestamp), '-infinity')
        union
        select billing_id from billing_without_lines
      )
      select manual.id as bill_id, manual.driver_id, manual.billing_start as starts,
          manual.billing_end as ends, manual.rides_total as billed_rides,
          manual.billing_amount as billed_amount, held.*
      from billing as manual join reported using (id)
      cross join lateral (
        select exists (select from billing_line where billing_id = manual.id) as has_lines) as lines
      cross join lateral (
        select count(*) as held_rides, sum(amount) as held_amount,
            count(*) filter (where dropoff_datetime < :ends) as left_out_rides,
            sum(amount) filter (where dropoff_datetime < :ends) as left_out_amount,
            max(dropoff_datetime) filter (where dropoff_datetime < :ends) as last_left_out
        from (
          select dropoff_datetime, amount
          from billing_line join trips on trips.id = trip_id
          where has_lines and billing_id = manual.id
          union all
          select dropoff_datetime, total_amount
          from trips
          where not has_lines
            and is_billable(trips)
            and driver_id = manual.driver_id
            and is_in_period(dropoff_datetime, manual.billing_start, manual.billing_end)
            and not exists (select from billing_line where trip_id = trips.id)) as trip) as held
      where manual.billing_start < :ends
        and left_out_rides > 0
        and (last_left_out >= coalesce(cast(:lastCutOff as timestamp), '-infinity')
          or not has_lines)
      order by manual.id
      """;

  record RemarkedBill(@Nested DriverBill bill, @Nested Remarks remarks) {}

  private final Handle handle;

  Closing(Handle handle) {
    this.handle = handle;
  }

  /// Waits for other closings, and raises `work_mem` so that the sorts and joins of up to a
  /// million trips stay in memory.
  void lock() {
    NamedLock.take(handle, LOCK);
    handle.execute("set local work_mem = '64MB'");
  }

  /// Returns the largest row ids at present.
  HighWaterMarks highWaterMarks() {
    return handle
        .createQuery(HIGH_WATER_MARKS)
        .map(ConstructorMapper.of(HighWaterMarks.class))
        .one();
  }

  long driverOfLargestBill(Instant ends) {
    return handle.createQuery(DRIVER_OF_LARGEST_BILL).bind("ends", ends).mapTo(Long.class).one();
  }

  /// Writes one bill per driver, which includes the balance carried over from the previous cycle.
  List<RemarkedBill> bill(DueTrips due, Cycle cycle, boolean propose, Instant now) {
    // With statistics from before the trips arrived, the planner would choose a nested loop over
    // up to a million bills.
    handle.execute("set local enable_nestloop = off");
    return due.bind(handle.createQuery(BILL), cycle.terms())
        .bind("cycle", cycle.number())
        .bind("starts", cycle.starts())
        .bind("minimum", cycle.terms().minimumPayout().amount())
        .bind("status", propose ? "proposed" : "completed")
        .bind("now", now)
        .map(ConstructorMapper.of(RemarkedBill.class))
        .list();
  }

  /// Records the cycle. This must be the last step: triggers record the event and post the
  /// journal, and from then on nothing can be added to a closed cycle.
  void record(Cycle cycle, HighWaterMarks highWaterMarks, boolean propose, Instant now) {
    MoneyGate.bind(handle.createUpdate(RECORD_CYCLE), cycle.terms().limits())
        .bind("cycle", cycle.number())
        .bind("firstCycle", Cycle.FIRST)
        .bind("starts", cycle.starts())
        .bind("ends", cycle.ends())
        .bind("zone", cycle.zone().getId())
        .bind("share", cycle.terms().driverShare().share())
        .bind("policy", cycle.terms().policy().toString())
        .bind("minimum", cycle.terms().minimumPayout().amount())
        .bind("propose", propose)
        .bind("now", now)
        .bind("trips", highWaterMarks.trips())
        .bind("history", highWaterMarks.history())
        .bind("disputes", highWaterMarks.disputes())
        .bind("quarantine", highWaterMarks.quarantine())
        .bind("removals", highWaterMarks.removals())
        .bind("decisions", highWaterMarks.decisions())
        .execute();
  }

  List<ManualBill> manualBills(Optional<Instant> lastCutOff, Instant ends) {
    return handle
        .createQuery(MANUAL_BILLS)
        .bind("lastCutOff", lastCutOff)
        .bind("ends", ends)
        .map(ConstructorMapper.of(ManualBill.class))
        .list();
  }
}
