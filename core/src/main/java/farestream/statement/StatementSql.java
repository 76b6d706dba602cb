package farestream.statement;

/// The queries for statements. The four lists are sorted by driver and bill, so they can be merged
/// while they are streamed. Each query starts with [#OF_ALL] or [#OF_DRIVER], which select the
/// bills.
final class StatementSql {

  static final String CYCLE =
      """
      select starts_at, ends_at, zone, minimum_payout, closed_at from billing_cycle
      where cycle = :cycle
      """;

  static final String LAST_CYCLE = "select max(cycle) from billing_cycle";

  static final String DRIVER = "select exists (select from drivers where driver_id = :driver)";

  static final String OF_ALL =
      "with bill as (select * from billing where billing_cycle = :cycle)\n";

  /// A union, because each of its halves can use an index.
  static final String OF_DRIVER =
      """
      with bill as (
        select * from billing
        where billing_cycle = :cycle and driver_id = :driver and made_by = 'farestream'
        union all
        select * from billing
        where billing_cycle = :cycle and driver_id = :driver and made_by = 'manual')
      """;

  static final String NUMBER = "select count(distinct driver_id) from bill";

  static final String BILLS =
      """
      select bill.*, driver_name, previous.carried_out as left_open
      from bill join drivers using (driver_id)
        left join billing as previous on bill.made_by = 'farestream'
          and previous.made_by = 'farestream'
          and previous.driver_id = bill.driver_id
          and previous.billing_cycle = bill.billing_cycle - 1
      order by bill.driver_id, bill.id
      """;

  /// Selects trips in the version that was billed. That is the first version with the line's total
  /// that an amendment has replaced since, or the current row if there is no such version.
  static final String TRIPS =
      """
      select bill.id as bill_id, line.*, trip_info,
        bill.made_by = 'farestream' and (version).dropoff_datetime < starts_at as late,
        (version).pickup_datetime, (version).dropoff_datetime, (version).payment_type,
        (version).total_amount, (version).fare_amount, (version).tip_amount, (version).tolls_amount,
        (version).mta_tax + (version).improvement_surcharge + (version).ehail_fee
          + (version).congestion_surcharge + (version).airport_fee + (version).cbd_congestion_fee as levies
      from bill join billing_line as line on line.billing_id = bill.id
        left join billing_cycle on billing_cycle.cycle = bill.billing_cycle
        join trips on trips.id = line.trip_id
        cross join lateral (
          select coalesce((
            select jsonb_populate_record(null::trips, previous) from trip_history
            where trip_id = line.trip_id
              and case when bill.made_by = 'farestream' then trip_history.id > history_high_water_mark
                else amended_at > bill.billing_date end
              and (previous ->> 'total_amount')::numeric = line.amount
            order by trip_history.id limit 1), trips) as version
          offset 0) as state
      order by bill.driver_id, bill.id, (version).dropoff_datetime, line.trip_id
      """;

  /// Selects corrections with the changes of the trip between the version that was billed or last
  /// corrected and the version that this cycle processed. Versions are found as in [#TRIPS]. If
  /// the driver changed, the other driver isn't named.
  static final String CORRECTIONS =
      """
      select bill.id as bill_id, correction.*, trip_info, dropoff_datetime,
        corrected.id as corrected_bill, corrected.billing_cycle as corrected_cycle, changed
      from bill join billing_adjustment as correction on correction.billing_id = bill.id
        join trips on trips.id = correction.trip_id
        join billing_line as line on line.trip_id = correction.trip_id
        join billing as corrected on corrected.id = line.billing_id
        left join billing_cycle as this on this.cycle = bill.billing_cycle
        left join lateral (
          select max(history_high_water_mark) as mark
          from billing as previous join billing_cycle on cycle = previous.billing_cycle
          where previous.made_by = 'farestream' and previous.billing_cycle < bill.billing_cycle
            and (previous.id = corrected.id or exists (
              select from billing_adjustment as earlier
              where earlier.billing_id = previous.id and earlier.trip_id = correction.trip_id)))
          as previous on true
        cross join lateral (
          select coalesce((
            select trip_history.previous from trip_history
            where trip_id = correction.trip_id
              and case when mark is null then amended_at > corrected.billing_date
                else trip_history.id > mark end
            order by trip_history.id limit 1), to_jsonb(trips)) as state) as before
        cross join lateral (
          select coalesce((
            select trip_history.previous from trip_history
            where trip_id = correction.trip_id and trip_history.id > this.history_high_water_mark
            order by trip_history.id limit 1), to_jsonb(trips)) as state) as after
        cross join lateral (
          select string_agg(
            case when part.field = 'driver_id' then 'another driver'
              else part.name || ' ' || coalesce(after.state ->> field, 'nothing') || ' instead of '
                || coalesce(before.state ->> field, 'nothing') end, ', ' order by number) as changed
          from (values
            (1, 'driver_id', 'driver'), (2, 'status', 'status'), (3, 'payment_type', 'payment type'),
            (4, 'total_amount', 'total'), (5, 'fare_amount', 'fare'), (6, 'extra', 'extra'),
            (7, 'tip_amount', 'tip'), (8, 'tolls_amount', 'tolls'), (9, 'mta_tax', 'MTA tax'),
            (10, 'improvement_surcharge', 'improvement surcharge'), (11, 'ehail_fee', 'e-hail fee'),
            (12, 'congestion_surcharge', 'congestion surcharge'), (13, 'airport_fee', 'airport fee'),
            (14, 'cbd_congestion_fee', 'CBD congestion fee')) as part (number, field, name)
          where before.state ->> field is distinct from after.state ->> field) as difference
      order by bill.driver_id, bill.id, correction.id
      """;

  static final String PAYMENTS =
      """
      select bill.id as bill_id, payment.*, message_id,
        case when length(number) < 8 then '' else right(number, 4) end as account_end
      from bill join payment on payment.billing_id = bill.id
        left join payment_batch on payment_batch.id = payment.batch_id
        left join bank_account on bank_account.id = payment.bank_account
        cross join lateral (select coalesce(iban, account_number) as number) as account
      order by bill.driver_id, bill.id, payment.id
      """;

  private StatementSql() {}
}
