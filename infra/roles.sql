-- Creates Farestream's roles on Aurora and sets the database's owner: farestream_owner migrates the schema,
-- farestream is for the commands, and farestream_stream for the stream's function. The cluster's master user runs
-- this in the database before the first migration; running it again is harmless. It is a single statement because the
-- RDS Data API accepts only one. The migrations grant privileges to the other two roles.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['farestream_owner', 'farestream', 'farestream_stream'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I login', role_name);
    end if;
    -- Members of rds_iam log in with an IAM token instead of a password. The role exists on RDS only.
    if exists (select from pg_roles where rolname = 'rds_iam') then
      execute format('grant rds_iam to %I', role_name);
    end if;
  end loop;

  -- The master isn't a superuser, so it must be able to SET ROLE to the new owner to change the database's owner.
  -- This grant is revoked below. Since PostgreSQL 16, the creator of a role remains a member with ADMIN OPTION,
  -- without INHERIT and SET. At login that counts as membership in rds_iam, so from now on the master, too, logs in
  -- with a token and no longer with its password.
  execute format('grant farestream_owner to %I', current_user);
  execute format('revoke all on database %I from public', current_database());
  execute format('alter database %I set timezone = %L', current_database(), 'UTC');
  -- Since PostgreSQL 15 the database's owner also owns the schema public.
  execute format('alter database %I owner to farestream_owner', current_database());
  -- This comes last, because the master lost its privileges as the previous owner.
  execute format(
    'grant connect on database %I to farestream, farestream_stream, %I', current_database(), current_user);
  execute format('revoke farestream_owner from %I', current_user);
end
$$
