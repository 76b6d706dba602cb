-- Identity: the database records who acted. No writer names the actor: R__privileges.sql grants no privilege on the
-- columns actor, login and recorded_at, so their defaults apply.

-- Returns the person who acts: the login of the session. The API's login farestream_authenticator acts for others, whose
-- roles it assumes with SET LOCAL ROLE; without an assumed role it is nobody, and null is refused. SECURITY DEFINER
-- functions change neither the session's login nor the assumed role. The body is parsed when the function is created, so
-- no search_path of a caller can replace what it calls.
create or replace function acting_person() returns text language sql stable
return case when session_user = 'farestream_authenticator' then nullif(current_setting('role'), 'none')
  else session_user::text end;

-- The versioned files create the columns before this function exists.
do $$
declare
  recorded name;
begin
  for recorded in
    select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and column_name = 'actor' and table_type = 'BASE TABLE'
  loop
    execute format('alter table %I alter column actor set default acting_person()', recorded);
  end loop;
end
$$;
