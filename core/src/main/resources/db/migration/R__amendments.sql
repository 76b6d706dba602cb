-- Amended trips keep their history.

-- A later record that changed nothing is no amendment: only the row's place in the stream moves.
create or replace function keep_the_former_trip() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if to_jsonb(old) - 'sequence_number' <> to_jsonb(new) - 'sequence_number' then
    insert into trip_history (trip_id, former) values (old.id, to_jsonb(old));
  end if;
  return new;
end
$$;
-- The trigger stands in the schema and not in the sink, so that an UPDATE from anywhere keeps history.
create or replace trigger trips_keep_history before update on trips
  for each row when (old.* is distinct from new.*) execute function keep_the_former_trip();
