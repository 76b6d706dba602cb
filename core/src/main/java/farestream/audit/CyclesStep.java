package farestream.audit;

import java.util.List;

/// Checks that cycles are contiguous, that they match their events, and that their bills have
/// their terms.
final class CyclesStep {

  /// High-water marks are compared with the sequences rather than with the latest rows, because
  /// the latest rows may have been rolled back.
  private static final String CONTIGUOUS =
      """
      select cycle as sort_key, 'cycles are not contiguous' as what,
        jsonb_build_object('billing_cycle', cycle) as rows, figure.*
      from (
        select billing_cycle.*, row_number() over in_order + 1 as due,
          lag(cycle) over in_order as due_previous, lag(ends_at) over in_order as previous_end,
          lag(trips_high_water_mark, 1, 0) over in_order as least_trip,
          lag(history_high_water_mark, 1, 0::bigint) over in_order as least_history,
          lag(disputes_high_water_mark, 1, 0::bigint) over in_order as least_dispute,
          coalesce(pg_sequence_last_value('trips_id_seq'), 0) as last_trip,
          coalesce(pg_sequence_last_value(
            pg_get_serial_sequence('trip_history', 'id')::regclass), 0) as last_history,
          coalesce(pg_sequence_last_value(
            pg_get_serial_sequence('dispute_resolution', 'id')::regclass), 0) as last_dispute
        from billing_cycle window in_order as (order by cycle)) as cycle
      cross join lateral (values
        (1, 'cycle', cycle::text, due::text),
        (2, 'previous', previous::text, due_previous::text),
        (3, 'starts_at', starts_at::text, coalesce(previous_end, starts_at)::text),
        (4, 'ends_at', ends_at::text,
          case when ends_at > starts_at then ends_at::text else 'after ' || starts_at end),
        (5, 'trips_high_water_mark', trips_high_water_mark::text,
          greatest(least(trips_high_water_mark, last_trip), least_trip)::text),
        (6, 'history_high_water_mark', history_high_water_mark::text,
          greatest(least(history_high_water_mark, last_history), least_history)::text),
        (7, 'disputes_high_water_mark', disputes_high_water_mark::text,
          greatest(least(disputes_high_water_mark, last_dispute), least_dispute)::text)
      ) as figure (number, figure, found, expected)
      where found is distinct from expected
      """;

  private static final String EVENTS =
      """
      select id as sort_key, 'the events of a cycle are in an impossible order' as what,
        jsonb_build_object('billing_cycle_event', id, 'billing_cycle', cycle) as rows,
        1 as number, 'event' as figure, event as found,
        case previous_event when 'proposed' then 'approved or rejected'
          when 'closed' then null when 'approved' then null when 'rejected' then 'proposed'
          else 'proposed or closed' end as expected
      from (
        select *, lag(event, 1, 'none') over (partition by cycle order by id) as previous_event
        from billing_cycle_event) as following
      where (previous_event, event) not in (
        ('none', 'proposed'), ('none', 'closed'), ('rejected', 'proposed'),
        ('proposed', 'approved'), ('proposed', 'rejected'))
      """;

  private static final String FOUR_EYES =
      """
      select id as sort_key, 'a cycle was approved by a person who had ' || earlier || ' it' as what,
        jsonb_build_object('billing_cycle_event', id, 'billing_cycle', cycle) as rows,
        1 as number, 'actor' as figure, actor as found,
        'another person' as expected
      from billing_cycle_event as approval
        join lateral (
          select event as earlier from billing_cycle_event as other
          where other.cycle = approval.cycle and other.id < approval.id
            and other.actor = approval.actor and other.event in ('proposed', 'rejected')
          order by other.id desc limit 1) as other on true
      where event = 'approved'
      """;

  private static final String STATUS =
      """
      with last_event as (
        select distinct on (cycle) cycle, event, happened_at
        from billing_cycle_event order by cycle, id desc
      )
      select cycle as sort_key, 'a cycle does not match its last event' as what,
        jsonb_build_object('billing_cycle', cycle) as rows, figure.*
      from (
        select cycle, billing_cycle.cycle is not null as is_there, status, closed_at, event,
          happened_at, cycle = max(cycle) over () as is_last
        from last_event full join billing_cycle using (cycle)) as cycle
      cross join lateral (values
        (1, 'row', case when is_there then 'there' end,
          case when event <> 'rejected' then 'there' end),
        (2, 'status', status,
          case when not is_there then status when event = 'proposed' and is_last then 'proposed'
            else 'closed' end),
        (3, 'closed_at', closed_at::text,
          case when not is_there then closed_at
            when event in ('closed', 'approved') then happened_at end::text)
      ) as figure (number, figure, found, expected)
      where found is distinct from expected
      """;

  private static final String BILLS =
      """
      with terms as (
        select billing_cycle.*,
          case status when 'proposed' then 'proposed' else 'completed' end as bill_status,
          made.happened_at as made_at
        from billing_cycle left join lateral (
          select happened_at from billing_cycle_event as event
          where event.cycle = billing_cycle.cycle and event.event in ('closed', 'proposed')
          order by id desc limit 1) as made on true
      )
      select billing.id as sort_key, 'a bill does not have the terms of its cycle' as what,
        jsonb_build_object('billing', billing.id, 'billing_cycle', cycle) as rows, figure.*
      from billing join terms on cycle = billing_cycle
      cross join lateral (values
        (1, 'policy', billing.policy, terms.policy),
        (2, 'commissions', commissions::text, driver_share::text),
        (3, 'billing_start', billing_start::text, starts_at::text),
        (4, 'billing_end', billing_end::text, ends_at::text),
        (5, 'billing_date', billing_date::text, made_at::text),
        (6, 'billing_status', billing_status, bill_status),
        (7, 'description', description, 'billing cycle ' || cycle),
        (8, 'actor', actor, null),
        (9, 'login', login, null),
        (10, 'recorded_at', recorded_at::text, null)
      ) as figure (number, figure, found, expected)
      where made_by = 'farestream' and found is distinct from expected
      """;

  private static final String NO_BILLS =
      """
      select cycle as sort_key, 'a cycle has no bills' as what,
        jsonb_build_object('billing_cycle', cycle) as rows,
        1 as number, 'bills' as figure, '0' as found, 'one or more' as expected
      from billing_cycle
      where not exists (
        select from billing where billing_cycle = cycle and made_by = 'farestream')
      """;

  /// If all bills of a cycle agree with each other and differ from the cycle, the cycle is
  /// reported as wrong.
  private static final String TERMS =
      """
      select cycle as sort_key, 'a cycle differs from all of its bills' as what,
        jsonb_build_object('billing_cycle', cycle) as rows, number, figure, found, expected
      from billing_cycle join (
        select billing_cycle as cycle, min(policy) as policy, max(policy) as most_policy,
          min(commissions) as share, max(commissions) as most_share,
          min(billing_start) as start, max(billing_start) as last_start,
          min(billing_end) as stop, max(billing_end) as last_stop
        from billing where made_by = 'farestream' group by billing_cycle) as bills using (cycle)
      cross join lateral (values
        (1, 'policy', billing_cycle.policy, bills.policy, most_policy),
        (2, 'driver_share', driver_share::text, share::text, most_share::text),
        (3, 'starts_at', starts_at::text, start::text, last_start::text),
        (4, 'ends_at', ends_at::text, stop::text, last_stop::text)
      ) as figure (number, figure, found, expected, most)
      where found <> expected and expected = most
      """;

  private static final String ONE_BILL_A_DRIVER =
      """
      select max(id) as sort_key, 'a driver has more than one bill in a cycle' as what,
        jsonb_build_object('billing', max(id), 'billing_cycle', billing_cycle) as rows,
        1 as number, 'bills' as figure, count(*)::text as found, '1' as expected
      from billing where made_by = 'farestream'
      group by driver_id, billing_cycle having count(*) > 1
      """;

  private CyclesStep() {}

  static List<String> checks() {
    return List.of(
        NO_BILLS, TERMS, CONTIGUOUS, EVENTS, FOUR_EYES, STATUS, BILLS, ONE_BILL_A_DRIVER);
  }
}
