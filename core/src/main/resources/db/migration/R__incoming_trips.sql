-- record_trips is the sink's idempotent upsert of a batch of trips. It inserts new rows, amends rows that a later
-- record changes, and returns the positions of trips with unknown references. A batch is one parameter, whose
-- columns are those of `incoming_trip`.
--
-- References are checked here, and a setting tells the trigger of R__references.sql, which checks them for all
-- other writers, to skip them. The check is as safe as the trigger's: the statement locks `trips` before it takes
-- its snapshot, so a rider or driver who is removed concurrently either is already missing or can't be removed.
--
-- The cost per row doesn't depend on the number of riders and drivers, because each is looked up by key. For `exists`
-- or a join, a misestimate, or a correct estimate for a large batch, would lead to a scan of all of them. The settings
-- below prevent that while tables grow, since a session plans the statement once.
do $do$
declare
  columns text;
  given text;
  amendments text;
  previous text;
  new text;
begin
  select string_agg(quote_ident(attname), ', ' order by attnum),
    string_agg(case attname
      when 'created_at' then $value$coalesce(created_at, now() at time zone 'UTC')$value$
      else quote_ident(attname) end, ', ' order by attnum),
    -- created_at is the time of the record with the present drop-off, so other amendments keep it.
    string_agg(case attname
      when 'created_at' then
        'created_at = case when trips.dropoff_datetime = excluded.dropoff_datetime'
        ' then trips.created_at else excluded.created_at end'
      else format('%1$I = excluded.%1$I', attname) end, ', ' order by attnum) filter (where not is_key),
    string_agg(format('trips.%I', attname), ', ' order by attnum) filter (where is_content),
    string_agg(format('excluded.%I', attname), ', ' order by attnum) filter (where is_content)
  into strict columns, given, amendments, previous, new
  from pg_attribute cross join lateral (
    select attname in ('rider_email', 'trip_info') as is_key) as keys cross join lateral (
    select not is_key and attname not in ('sequence_number', 'created_at') as is_content) as kind
  where attrelid = 'incoming_trip'::regclass and attnum > 0 and not attisdropped;

  execute format($create$
    create or replace function record_trips(
      batch incoming_trip[],
      out recorded bigint, out amended bigint, out unknown_positions bigint[], out unknown_references text[]
    ) language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
    as $body$
    #variable_conflict use_column
    begin
      perform set_config('farestream.references_are_checked', 'yes', true);
      with incoming as materialized (
        select incoming.*, nullif(concat_ws(' ',
          case when (select riders.rider_id from riders where riders.rider_id = incoming.rider_id) is null
            then 'trips_rider_is_known' end,
          case when (select drivers.driver_id from drivers where drivers.driver_id = incoming.driver_id) is null
            then 'trips_driver_is_known' end,
          case when cab_type_id <> all (array(select id from cab_types))
            then 'trips_cab_type_is_known' end,
          case when rate_code_id <> all (array(select rate_id from rate_codes))
            then 'trips_rate_code_is_known' end,
          case when payment_type <> all (array(select payment_id from payment_types))
            then 'trips_payment_type_is_known' end,
          case when status <> all (array(select trip_status.status from trip_status))
            then 'trips_status_is_known' end), '') as faults
        from unnest(batch) with ordinality as incoming (%1$s, position)
      ), written as (
        insert into trips (%1$s)
        select %2$s from incoming where faults is null
        on conflict on constraint a_trip_is_recorded_once do update set %3$s
        where trips.sequence_number < excluded.sequence_number
          and (%4$s) is distinct from (%5$s)
        returning xmax = 0 as is_new
      ), refused as (
        select array_agg(position) as positions, array_agg(faults) as faults
        from incoming where faults is not null
      )
      select count(*) filter (where is_new), count(*) filter (where not is_new),
        (select positions from refused), (select faults from refused)
      into recorded, amended, unknown_positions, unknown_references
      from written;
      perform set_config('farestream.references_are_checked', '', true);

      -- Advances sequence_number for later records without differences. Otherwise, an earlier record that arrives
      -- afterwards would count as later. Rejected trips are excluded, because a replay of theirs would then find
      -- the row to be later. The upsert has locked these rows.
      if recorded + amended + coalesce(cardinality(unknown_positions), 0) < cardinality(batch) then
        update trips set sequence_number = later.sequence_number
        from unnest(batch) with ordinality as later (%1$s, position)
        where trips.rider_email = later.rider_email and trips.trip_info = later.trip_info
          and trips.sequence_number < later.sequence_number
          and later.position <> all (coalesce(unknown_positions, '{}'));
      end if;
    end
    $body$
    $create$, columns, given, amendments, previous, new);
end
$do$;
revoke all on function record_trips(incoming_trip[]) from public;

-- Returns whether a trip has a row or a quarantine record. It runs as the owner because the stream's role may read
-- neither table.
create or replace function is_known_to_ledger(rider_email text, trip_info text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
      select from trips
      where trips.rider_email = $1 and trips.trip_info = $2)
    or exists (
      select from quarantine
      where quarantine.rider_email = $1 and quarantine.trip_info = $2)
$$;
revoke all on function is_known_to_ledger(text, text) from public;
