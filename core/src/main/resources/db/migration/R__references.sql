-- Referential integrity of trips and bills by statement-level triggers.
--
-- A foreign key checks row by row: the six of `trips` took more than half of the time of recording a trip. These
-- triggers enforce the same rules per statement: a statement that writes trips or bills checks all of its rows at
-- once, and a referenced row can be neither deleted nor renamed. Errors name constraints as foreign keys would.
--
-- Referenced rows aren't locked. A statement that deletes or renames a rider, a driver or a code first locks `trips`
-- against writers, which waits for running transactions; later writers see that the row is gone. This is correct in
-- READ COMMITTED and SERIALIZABLE, but not in REPEATABLE READ, in which writes are rejected.

-- Returns the name of the first unknown reference, or null if all references exist.
create or replace function unknown_reference(trip trips) returns text language sql stable as $$
  select case
    when not exists (select from riders where rider_id = trip.rider_id) then 'rider'
    when not exists (select from drivers where driver_id = trip.driver_id) then 'driver'
    when trip.cab_type_id is not null
      and not exists (select from cab_types where id = trip.cab_type_id) then 'cab_type'
    when trip.rate_code_id is not null
      and not exists (select from rate_codes where rate_id = trip.rate_code_id) then 'rate_code'
    when trip.payment_type is not null
      and not exists (select from payment_types where payment_id = trip.payment_type)
      then 'payment_type'
    when not exists (select from trip_status where trip_status.status = trip.status) then 'status'
  end
$$;

-- The settings make the planner look up each reference by key. A session plans the query once, at its first
-- statement, and a plan for many rows would scan all riders and drivers.
create or replace function trips_refer_to_what_is_known() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp set enable_seqscan = off set jit = off as $$
declare
  trip trips;
  unknown text;
begin
  if current_setting('transaction_isolation') = 'repeatable read' then
    raise exception 'trips must be written in READ COMMITTED or SERIALIZABLE transactions'
      using errcode = 'feature_not_supported', table = 'trips';
  end if;
  -- record_trips (R__incoming_trips.sql) has checked the references. The setting applies only to the owner, as whom
  -- record_trips runs, so other callers can't bypass the check by setting it.
  if current_setting('farestream.references_are_checked', true) = 'yes'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid)
  then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    trip := new;
    unknown := unknown_reference(new);
  else
    -- Usually all references exist, which this query finds out faster than the function. It avoids `exists` and joins,
    -- for which a plan could scan all riders and drivers.
    select written.* into trip from written
    where (select riders.rider_id from riders where riders.rider_id = written.rider_id) is null
      or (select drivers.driver_id from drivers where drivers.driver_id = written.driver_id) is null
      or cab_type_id <> all (array(select cab_types.id from cab_types))
      or rate_code_id <> all (array(select rate_id from rate_codes))
      or payment_type <> all (array(select payment_types.payment_id from payment_types))
      or written.status <> all (array(select trip_status.status from trip_status))
    limit 1;
    if found then
      unknown := unknown_reference(trip);
    end if;
  end if;
  if unknown is not null then
    raise exception 'the % of trip % is unknown', unknown, trip.trip_info
      using errcode = 'foreign_key_violation', constraint = 'trips_' || unknown || '_is_known',
        table = 'trips';
  end if;
  return null;
end
$$;
create or replace trigger trips_inserted_are_known after insert on trips
  referencing new table as written
  for each statement execute function trips_refer_to_what_is_known();
create or replace trigger trips_updated_are_known after update on trips
  for each row when (
    (old.rider_id, old.driver_id, old.cab_type_id, old.rate_code_id, old.payment_type, old.status)
      is distinct from
    (new.rider_id, new.driver_id, new.cab_type_id, new.rate_code_id, new.payment_type, new.status))
  execute function trips_refer_to_what_is_known();

-- Arguments: the referencing column of trips and the referenced column.
create or replace function what_trips_refer_to_stays() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  refers boolean;
begin
  lock table trips in share row exclusive mode;
  if tg_op = 'TRUNCATE' then
    execute format('select exists (select from trips where %I is not null)', tg_argv[0])
      into refers;
  else
    execute format(
        'select exists (select from trips where %1$I = ($1).%2$I)'
          || ' and not exists (select from %3$I where %2$I = ($1).%2$I)',
        tg_argv[0], tg_argv[1], tg_table_name)
      into refers using old;
  end if;
  if refers then
    raise exception 'rows of % are still referenced from trips', tg_table_name
      using errcode = 'foreign_key_violation', constraint = tg_name, table = tg_table_name;
  end if;
  return null;
end
$$;

create or replace trigger what_trips_refer_to_stays after delete or update of rider_id on riders
  for each row execute function what_trips_refer_to_stays('rider_id', 'rider_id');
create or replace trigger what_trips_refer_to_is_not_truncated after truncate on riders
  for each statement execute function what_trips_refer_to_stays('rider_id');
create or replace trigger what_trips_refer_to_stays after delete or update of driver_id on drivers
  for each row execute function what_trips_refer_to_stays('driver_id', 'driver_id');
create or replace trigger what_trips_refer_to_is_not_truncated after truncate on drivers
  for each statement execute function what_trips_refer_to_stays('driver_id');
create or replace trigger what_trips_refer_to_stays after delete or update of id on cab_types
  for each row execute function what_trips_refer_to_stays('cab_type_id', 'id');
create or replace trigger what_trips_refer_to_is_not_truncated after truncate on cab_types
  for each statement execute function what_trips_refer_to_stays('cab_type_id');
create or replace trigger what_trips_refer_to_stays after delete or update of rate_id on rate_codes
  for each row execute function what_trips_refer_to_stays('rate_code_id', 'rate_id');
create or replace trigger what_trips_refer_to_is_not_truncated after truncate on rate_codes
  for each statement execute function what_trips_refer_to_stays('rate_code_id');
create or replace trigger what_trips_refer_to_stays after delete or update of payment_id on payment_types
  for each row execute function what_trips_refer_to_stays('payment_type', 'payment_id');
create or replace trigger what_trips_refer_to_is_not_truncated after truncate on payment_types
  for each statement execute function what_trips_refer_to_stays('payment_type');
create or replace trigger what_trips_refer_to_stays after delete or update of status on trip_status
  for each row execute function what_trips_refer_to_stays('status', 'status');
create or replace trigger what_trips_refer_to_is_not_truncated after truncate on trip_status
  for each statement execute function what_trips_refer_to_stays('status');

create or replace function billed_drivers_are_known() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  unknown bigint;
begin
  select written.driver_id into unknown from written
  where not exists (select from drivers where drivers.driver_id = written.driver_id) limit 1;
  if found then
    raise exception 'driver % does not exist', unknown
      using errcode = 'foreign_key_violation', constraint = 'billing_driver_is_known',
        table = 'billing';
  end if;
  return null;
end
$$;
create or replace trigger billing_driver_is_known after insert on billing
  referencing new table as written
  for each statement execute function billed_drivers_are_known();

create or replace function a_billed_driver_stays() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from billing where driver_id = old.driver_id) then
    raise exception 'driver % has bills and cannot be deleted or renumbered', old.driver_id
      using errcode = 'foreign_key_violation', constraint = 'billing_driver_is_known',
        table = 'drivers';
  end if;
  return old;
end
$$;
create or replace trigger a_billed_driver_stays before delete on drivers
  for each row execute function a_billed_driver_stays();
create or replace trigger a_billed_driver_keeps_the_number after update of driver_id on drivers
  for each row when (old.driver_id <> new.driver_id) execute function a_billed_driver_stays();
