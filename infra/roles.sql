-- The roles of Farestream on Aurora, and whose the database is: the owner migrates, farestream is for the
-- commands, farestream_stream for the function that carries the stream. Run once, and again at will, by the
-- cluster's master user in the database itself, before the first migration. One statement, so that the
-- RDS Data API takes it as it is. What the last two may do comes with the migrations.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['farestream_owner', 'farestream', 'farestream_stream'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I login', role_name);
    end if;
    -- Who has this role signs in by IAM, and not by a password. There is none outside of RDS.
    if exists (select from pg_roles where rolname = 'rds_iam') then
      execute format('grant rds_iam to %I', role_name);
    end if;
  end loop;

  -- Only who may act as the new owner may give a database away to it, and the master is no superuser. That
  -- right is taken back below. What stays since PostgreSQL 16 is that the master made the role: it is a member who
  -- may hand it on and may neither act as it nor has what it has. For signing in that counts as being in
  -- rds_iam: from now on the master signs in with a token, too, and no longer by its password.
  execute format('grant farestream_owner to %I', current_user);
  execute format('revoke all on database %I from public', current_database());
  execute format('alter database %I set timezone = %L', current_database(), 'UTC');
  -- Since PostgreSQL 15 the schema public is the database owner's.
  execute format('alter database %I owner to farestream_owner', current_database());
  -- Last: what the master had as the former owner went with the database.
  execute format(
    'grant connect on database %I to farestream, farestream_stream, %I', current_database(), current_user);
  execute format('revoke farestream_owner from %I', current_user);
end
$$
