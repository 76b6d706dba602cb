package farestream.billing;

import farestream.database.NamedLock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// The statements of one closing, in its transaction. [Billing] decides, this reads and writes.
final class Closing {

  static final int FIRST_CYCLE = 2;

  /// The name is the one in the trigger on `billing`, which makes bills by hand wait for us.
  private static final String LOCK = "farestream.bill";

  private static final String LAST_CYCLE =
      """
      select cycle, starts_at, ends_at, zone, driver_share
      from billing_cycle order by cycle desc limit 1
      """;

  /// What a cycle bills. The period of a bill made by hand is open at both ends, as in the lab's
  /// INSERT, so that a trip at midnight, which that one never bills, is billed here.
  private static final String DUE =
      """
      with due as (
        select id, driver_id, dropoff_datetime, total_amount
        from trips
        where status = 'Completed'
          and dropoff_datetime >= coalesce(cast(:notBefore as timestamp), '-infinity')
          and dropoff_datetime < :ends
          and not exists (select from billing_line where trip_id = trips.id)
          and not exists (
            select from billing as hand
            where hand.made_by = 'hand'
              and hand.driver_id = trips.driver_id
              and hand.billing_start < trips.dropoff_datetime
              and hand.billing_end > trips.dropoff_datetime))
      """;

  private static final String EARLIEST_DUE = DUE + "select min(dropoff_datetime) from due";

  private static final String DRIVER_OF_LARGEST_BILL =
      DUE
          + """
          select driver_id from due group by driver_id order by abs(sum(total_amount)) desc limit 1
          """;

  /// One statement and so one view of the trips: no trip that arrives meanwhile can be in a bill
  /// and not in its lines. The lines are carried along as arrays because a join of trips and
  /// bills would be planned by an estimate that is wrong whenever nearly all trips are billed
  /// already, and take minutes.
  private static final String BILL =
      DUE
          + """
          , bills as materialized (
            select nextval('billing_id_seq') as id, sums.*
            from (
              select driver_id, count(*) as rides, sum(total_amount) as amount,
                  array_agg(id) as trips, array_agg(total_amount) as amounts
              from due group by driver_id order by driver_id) as sums
          ), billed as (
            insert into billing (id, driver_id, billing_cycle, billing_start, billing_end,
                billing_date, billing_amount, commissions, description, rides_total,
                billing_status, made_by)
            select id, driver_id, :cycle, :starts, :ends, :now, amount, :share,
                'billing cycle ' || :cycle, rides, 'completed', 'farestream'
            from bills
          ), lines as (
            insert into billing_line (trip_id, billing_id, amount)
            select line.trip_id, bills.id, line.amount
            from bills cross join lateral unnest(trips, amounts) as line (trip_id, amount)
          )
          select id as bill_id, driver_id, rides, amount from bills order by driver_id
          """;

  private static final String RECORD_CYCLE =
      """
      insert into billing_cycle
        (cycle, previous, starts_at, ends_at, zone, driver_share, closed_at)
      values (:cycle, nullif(:cycle, :firstCycle) - 1, :starts, :ends, :zone, :share, :now)
      """;

  /// The bills made by hand to tell of: those that held trips since the last cut-off, and of any
  /// age those whose period holds something else than they bill, until somebody mends it.
  private static final String MADE_BY_HAND =
      """
      select hand.id as bill_id, hand.driver_id, hand.billing_start as starts,
          hand.billing_end as ends, hand.rides_total as billed_rides,
          hand.billing_amount as billed_amount, held.*
      from billing as hand cross join lateral (
        select count(*) as held_rides, sum(total_amount) as held_amount,
            count(*) filter (where dropoff_datetime < :ends) as left_out_rides,
            sum(total_amount) filter (where dropoff_datetime < :ends) as left_out_amount,
            max(dropoff_datetime) filter (where dropoff_datetime < :ends) as last_left_out
        from trips
        where status = 'Completed'
          and driver_id = hand.driver_id
          and dropoff_datetime > hand.billing_start
          and dropoff_datetime < hand.billing_end
          and not exists (select from billing_line where trip_id = trips.id)) as held
      where hand.made_by = 'hand'
        and hand.billing_start < :ends
        and left_out_rides > 0
        and (last_left_out >= coalesce(cast(:lastCutOff as timestamp), '-infinity')
          or held_rides <> hand.rides_total
          or held_amount <> hand.billing_amount)
      order by hand.id
      """;

  private final Handle handle;

  Closing(Handle handle) {
    this.handle = handle;
  }

  void waitForOthers() {
    NamedLock.take(handle, LOCK);
  }

  Optional<Cycle> lastCycle() {
    return handle
        .createQuery(LAST_CYCLE)
        .map(
            row ->
                new Cycle(
                    row.getColumn("cycle", Integer.class),
                    row.getColumn("starts_at", Instant.class),
                    row.getColumn("ends_at", Instant.class),
                    row.getColumn("zone", ZoneId.class),
                    row.getColumn("driver_share", DriverShare.class)))
        .findOne();
  }

  Optional<Instant> earliestDue(Instant ends) {
    return handle
        .createQuery(EARLIEST_DUE)
        .bind("notBefore", Optional.empty())
        .bind("ends", ends)
        .mapTo(Instant.class)
        .findOne();
  }

  long driverOfLargestBill(Instant ends) {
    return handle
        .createQuery(DRIVER_OF_LARGEST_BILL)
        .bind("notBefore", Optional.empty())
        .bind("ends", ends)
        .mapTo(Long.class)
        .one();
  }

  /// Bills what is due, one bill per driver.
  List<DriverBill> bill(Cycle cycle, Instant now) {
    // The first cycle's start was read a moment ago. A trip of an earlier day that came since is
    // late, and late trips are billed in the next cycle.
    var notBefore =
        cycle.number() == FIRST_CYCLE ? Optional.of(cycle.starts()) : Optional.<Instant>empty();
    return handle
        .createQuery(BILL)
        .bind("notBefore", notBefore)
        .bind("cycle", cycle.number())
        .bind("starts", cycle.starts())
        .bind("ends", cycle.ends())
        .bind("share", cycle.driverShare().share())
        .bind("now", now)
        .map(ConstructorMapper.of(DriverBill.class))
        .list();
  }

  void record(Cycle cycle, Instant now) {
    handle
        .createUpdate(RECORD_CYCLE)
        .bind("cycle", cycle.number())
        .bind("firstCycle", FIRST_CYCLE)
        .bind("starts", cycle.starts())
        .bind("ends", cycle.ends())
        .bind("zone", cycle.zone().getId())
        .bind("share", cycle.driverShare().share())
        .bind("now", now)
        .execute();
  }

  List<HandMadeBill> madeByHand(Optional<Instant> lastCutOff, Instant ends) {
    return handle
        .createQuery(MADE_BY_HAND)
        .bind("lastCutOff", lastCutOff)
        .bind("ends", ends)
        .map(ConstructorMapper.of(HandMadeBill.class))
        .list();
  }
}
