-- Identity: the database records who acted. No writer names the actor: R__privileges.sql grants no privilege on the
-- columns actor, login and recorded_at, and a trigger sets them.

-- Returns the person who acts: the login of the session. The API's login farestream_authenticator acts for others, whose
-- roles it assumes with SET LOCAL ROLE; without an assumed role it is nobody, and null is refused. SECURITY DEFINER
-- functions change neither the session's login nor the assumed role. The body is parsed when the function is created, so
-- no search_path of a caller can replace what it calls.
create or replace function acting_person() returns text language sql stable
return case when session_user = 'farestream_authenticator' then nullif(current_setting('role'), 'none')
  else session_user::text end;

-- A trigger and not only defaults: a temporary view on the table has defaults of its own, which need no privilege on
-- the columns.
create or replace function an_act_names_its_actor() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  new.actor := acting_person();
  new.login := session_user;
  new.recorded_at := clock_timestamp() at time zone 'UTC';
  return new;
end
$$;

-- The versioned files create the columns before these functions exist. The trigger's name sorts before those of the
-- tables' rules, which read the actor. A row of payment_event repeats what its payment says, and only a trigger writes it.
do $$
declare
  recorded name;
begin
  for recorded in
    select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and column_name = 'actor' and is_nullable = 'NO' and table_type = 'BASE TABLE'
  loop
    execute format('alter table %I alter column actor set default acting_person()', recorded);
    if recorded <> 'payment_event' then
      execute format('create or replace trigger a_act_names_its_actor before insert %s on %I '
        'for each row execute function an_act_names_its_actor()',
        case recorded when 'payment' then 'or update' else '' end, recorded);
    end if;
  end loop;
end
$$;

-- The bills of a cycle have no actor of their own: the events of the cycle have. A quarantined record has one when it is
-- resolved. Constraints of the tables say when the columns are null.
create or replace trigger a_act_names_its_actor before insert on billing
  for each row when (new.made_by = 'manual') execute function an_act_names_its_actor();
create or replace trigger a_act_names_its_actor before insert or update on quarantine
  for each row when (new.resolved_at is not null) execute function an_act_names_its_actor();
