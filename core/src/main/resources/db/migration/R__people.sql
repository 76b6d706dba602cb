-- Records every change of riders and drivers, by any role, in person_change. Only the owner of the tables may write it, so
-- its roles and times can't be forged; the functions run as the owner.

create or replace function people_keep_history() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  person constant text := rtrim(tg_table_name, 's');
  earlier constant jsonb := to_jsonb(old);
  present constant jsonb := case tg_op when 'UPDATE' then to_jsonb(new) end;
begin
  insert into person_change (kind, number, event, old_values, new_values)
  select person, (earlier ->> (person || '_id'))::bigint,
    case tg_op when 'UPDATE' then 'changed' else 'removed' end,
    jsonb_object_agg(key, value),
    case tg_op when 'UPDATE' then jsonb_object_agg(key, present -> key) end
  from jsonb_each(earlier) where value is distinct from present -> key;
  return null;
end
$$;
revoke all on function people_keep_history() from public;

create or replace trigger people_keep_history after update on riders
  for each row when (old.* is distinct from new.*) execute function people_keep_history();
create or replace trigger removed_people_keep_history after delete on riders
  for each row execute function people_keep_history();
create or replace trigger people_keep_history after update on drivers
  for each row when (old.* is distinct from new.*) execute function people_keep_history();
create or replace trigger removed_people_keep_history after delete on drivers
  for each row execute function people_keep_history();

-- Once per statement, because an import adds 100,000 people.
create or replace function added_people_have_a_history() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  person constant text := rtrim(tg_table_name, 's');
begin
  execute format(
    'insert into person_change (kind, number, event) select %L, %I, ''added'' from added order by 2',
    person, person || '_id');
  return null;
end
$$;
revoke all on function added_people_have_a_history() from public;

create or replace trigger added_people_have_a_history after insert on riders
  referencing new table as added
  for each statement execute function added_people_have_a_history();
create or replace trigger added_people_have_a_history after insert on drivers
  referencing new table as added
  for each statement execute function added_people_have_a_history();
