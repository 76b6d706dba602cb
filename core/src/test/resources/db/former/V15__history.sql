-- Trips of the past that come in bulk. They are marked with their load in the statement that writes
-- them, and no cycle ever looks at a marked trip.

create sequence history_load_id_seq;
create table history_load (
  id             bigint primary key default nextval('history_load_id_seq'),
  source         text not null,
  -- of its first trip within the source; a run that goes on passes over what is loaded
  place          bigint not null,
  -- drivers were paid for them elsewhere. Else they have bills by hand, of the same transaction.
  settled        boolean not null,
  trips          bigint not null,
  total          numeric(20, 2) not null,
  trip_ids       bigint[] not null,
  loaded_at      timestamp not null default (now() at time zone 'UTC'),
  database_role  text not null default session_user,
  constraint a_place_of_a_source_is_loaded_once unique (source, place),
  constraint a_load_counts_its_trips check (trips = cardinality(trip_ids))
);
alter sequence history_load_id_seq owned by history_load.id;
comment on table history_load is
  'Trips that came in bulk, so many at once. trip_ids: those that the load wrote, not what was there.';
comment on column history_load.total is 'What its trips came to when they were loaded.';
create trigger nothing_is_rewritten before update or delete or truncate on history_load
  for each statement execute function nothing_is_rewritten();

create table history_load_sent (
  load_id  bigint primary key references history_load,
  sent_at  timestamp not null default (now() at time zone 'UTC')
);
comment on table history_load_sent is 'Loads whose trips have their items in DynamoDB.';

create trigger rows_of_history_load_are_sealed_after_insert after insert on history_load
  referencing new table as added for each statement
  execute function seal_rows('rows of history_load', 'id',
    'source, place, settled, trips, total, trip_ids, loaded_at, database_role', 'added');

alter table trips add column history_load bigint;
comment on column trips.history_load is
  'The load that it came with, in bulk; null where it was driven here. No cycle bills a trip that has one.';

-- What cycles and `status` look at: it has nothing of history, however much there is.
create index trips_driven_here on trips (id) where history_load is null;
drop index trips_disputed;
create index trips_disputed on trips (trip_info) where payment_type = 4 and history_load is null;

create function a_load_keeps_its_trips() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'whether trip % came in bulk was settled when it was written', old.id
    using errcode = 'restrict_violation', constraint = 'a_load_keeps_its_trips', table = 'trips';
end
$$;
create trigger a_load_keeps_its_trips before update of history_load on trips
  for each row when (old.history_load is distinct from new.history_load)
  execute function a_load_keeps_its_trips();

-- As in V9; what came in bulk stays, too, or a repair would bring it back as if it was driven here.
create or replace function a_billed_trip_stays() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'TRUNCATE' then
    if not exists (select from billing_line) and not exists (select from history_load) then
      return null;
    end if;
  elsif old.history_load is null and not exists (select from billing_line where trip_id = old.id) then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception 'a trip that was billed or came in bulk is neither removed nor renumbered'
    using errcode = 'restrict_violation', constraint = 'a_billed_trip_stays', table = 'trips';
end
$$;

-- That no bill by hand takes in what was settled elsewhere: R__money_gate.

-- The planner must know that a table has grown a hundredfold. Only an owner may tell it.
create function history_has_come() returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  analyze riders, drivers, trips, billing, billing_line, payment, payment_event, journal_line;
end
$$;
revoke all on function history_has_come() from public;

-- Few, as a rule, while bills by hand may be as many as history has: `bill` tells of these each time.
create table billing_without_lines (
  billing_id  bigint primary key
);
comment on table billing_without_lines is
  'Bills by hand that are not for the trips of their period. A bill never changes, and so neither does this.';
insert into billing_without_lines
select id from billing
where made_by = 'hand' and not exists (select from billing_line where billing_id = billing.id);
create trigger nothing_is_rewritten before update or delete or truncate on billing_without_lines
  for each statement execute function nothing_is_rewritten();
create or replace function a_bill_by_hand_gets_its_lines() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform give_lines(new);
  if not exists (select from billing_line where billing_id = new.id) then
    insert into billing_without_lines values (new.id);
  end if;
  return null;
end
$$;
