-- Maker-checker (four eyes): the proposer of a cycle cannot approve it.

-- Normalizes a name as people type it: "Anna  Lee" and "anna lee" are the same person.
create or replace function name_of_one(person text) returns text language sql immutable as $$
  select lower(regexp_replace(btrim(person), '\s+', ' ', 'g'))
$$;

create or replace function four_eyes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if name_of_one(new.by_whom) = (select name_of_one(by_whom) from billing_cycle_event
      where cycle = new.cycle and event = 'proposed' order by id desc limit 1) then
    raise exception 'cycle % was proposed by % and must be approved by another person',
        new.cycle, new.by_whom
      using errcode = 'check_violation', constraint = 'four_eyes', table = 'billing_cycle_event';
  end if;
  return new;
end
$$;
create or replace trigger four_eyes before insert on billing_cycle_event
  for each row when (new.event = 'approved') execute function four_eyes();
