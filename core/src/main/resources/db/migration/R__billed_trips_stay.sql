-- Rejects the removal of billed and imported trips. The bill of a billed trip is derived from it. If an imported
-- trip were removed, a repair would insert it again as a trip from the stream.

create or replace function a_billed_trip_stays() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'TRUNCATE' then
    if not exists (select from billing_line) and not exists (select from trip_import) then
      return null;
    end if;
  elsif old.trip_import is null and not exists (select from billing_line where trip_id = old.id) then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception 'cannot delete a billed or imported trip or change its id'
    using errcode = 'restrict_violation', constraint = 'a_billed_trip_stays', table = 'trips';
end
$$;
create or replace trigger a_billed_trip_stays before delete on trips
  for each row execute function a_billed_trip_stays();
create or replace trigger a_billed_trip_keeps_its_number before update of id on trips
  for each row when (old.id <> new.id) execute function a_billed_trip_stays();
create or replace trigger a_billed_trip_is_not_truncated before truncate on trips
  for each statement execute function a_billed_trip_stays();

create or replace function a_load_keeps_its_trips() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'cannot change trip_import of trip %: it is set only when the trip is inserted', old.id
    using errcode = 'restrict_violation', constraint = 'a_load_keeps_its_trips', table = 'trips';
end
$$;
create or replace trigger a_load_keeps_its_trips before update of trip_import on trips
  for each row when (old.trip_import is distinct from new.trip_import)
  execute function a_load_keeps_its_trips();
