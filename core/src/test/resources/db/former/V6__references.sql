-- What a trip refers to, checked once a statement.
--
-- PostgreSQL's foreign keys look up each row by itself: six of them took more than half of the time
-- of recording a trip. The same is guarded here by whole statements: every statement that writes
-- trips checks all its rows at once, and nobody takes away a row that trips refer to. The names of
-- the constraints are what they were.
--
-- No row is locked. Who removes or renames a rider, a driver or a code locks `trips` against writers
-- first, which waits for those under way; who writes afterwards sees that it is gone. That holds in
-- READ COMMITTED and in SERIALIZABLE, not in REPEATABLE READ, which is refused.

alter table trips
  drop constraint trips_rider_is_known,
  drop constraint trips_driver_is_known,
  drop constraint trips_cab_type_is_known,
  drop constraint trips_rate_code_is_known,
  drop constraint trips_payment_type_is_known,
  drop constraint trips_status_is_known;

comment on column trips.rider_id is 'Refers to riders.';
comment on column trips.driver_id is 'Refers to drivers.';
comment on column trips.cab_type_id is 'Refers to cab_types.';
comment on column trips.rate_code_id is 'Refers to rate_codes.';
comment on column trips.payment_type is 'Refers to payment_types.';
comment on column trips.status is 'Refers to trip_status.';

-- The name of what is unknown; null where all is known.
create function unknown_reference(trip trips) returns text language sql stable as $$
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

-- Each is looked up by key, whatever the planner guesses: it makes a session's plan once, at the first
-- statement, and for one of many rows it would be a plan that reads all people.
create function trips_refer_to_what_is_known() returns trigger language plpgsql
set enable_seqscan = off set jit = off as $$
declare
  trip trips;
  unknown text;
begin
  if current_setting('transaction_isolation') = 'repeatable read' then
    raise exception 'trips are written in READ COMMITTED or SERIALIZABLE'
      using errcode = 'feature_not_supported', table = 'trips';
  end if;
  -- By record_trips (R__incoming_trips.sql), and by nobody who only says so.
  if current_setting('farestream.references_are_checked', true) = 'yes'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid)
  then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    trip := new;
    unknown := unknown_reference(new);
  else
    -- As a rule there is none, and this says so faster than the function. Neither `exists` nor a join,
    -- which could be planned so as to read all people.
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

create trigger trips_inserted_are_known after insert on trips
  referencing new table as written
  for each statement execute function trips_refer_to_what_is_known();
create trigger trips_updated_are_known after update on trips
  for each row when (
    (old.rider_id, old.driver_id, old.cab_type_id, old.rate_code_id, old.payment_type, old.status)
      is distinct from
    (new.rider_id, new.driver_id, new.cab_type_id, new.rate_code_id, new.payment_type, new.status))
  execute function trips_refer_to_what_is_known();

create function what_trips_refer_to_stays() returns trigger language plpgsql as $$
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
    raise exception 'trips refer to what would be gone from %', tg_table_name
      using errcode = 'foreign_key_violation', constraint = tg_name, table = tg_table_name;
  end if;
  return null;
end
$$;

do $$
declare
  reference record;
begin
  for reference in
    select * from (values
      ('riders', 'rider_id', 'rider_id'),
      ('drivers', 'driver_id', 'driver_id'),
      ('cab_types', 'id', 'cab_type_id'),
      ('rate_codes', 'rate_id', 'rate_code_id'),
      ('payment_types', 'payment_id', 'payment_type'),
      ('trip_status', 'status', 'status')) as of_trips (name, key, trips_column)
  loop
    execute format(
      'create trigger what_trips_refer_to_stays after delete or update of %I on %I'
        || ' for each row execute function what_trips_refer_to_stays(%L, %L)',
      reference.key, reference.name, reference.trips_column, reference.key);
    execute format(
      'create trigger what_trips_refer_to_is_not_truncated after truncate on %I'
        || ' for each statement execute function what_trips_refer_to_stays(%L)',
      reference.name, reference.trips_column);
  end loop;
end
$$;
