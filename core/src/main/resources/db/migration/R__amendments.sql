-- Keeps the previous versions of amended trips.

-- A later record without differences is not an amendment: it changes only sequence_number.
create or replace function keep_the_previous_trip() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if to_jsonb(old) - 'sequence_number' <> to_jsonb(new) - 'sequence_number' then
    insert into trip_history (trip_id, previous) values (old.id, to_jsonb(old));
  end if;
  return new;
end
$$;
-- A trigger rather than code of the sink, so that every UPDATE keeps the history.
create or replace trigger trips_keep_history before update on trips
  for each row when (old.* is distinct from new.*) execute function keep_the_previous_trip();
