-- The two roles that log in with a token of IAM, made once by the cluster's master and through the RDS Data
-- API, which takes one statement. After that nobody needs the master. Neither role has a password.
do $$
begin
  -- Owns the schema: the migration function.
  if not exists (select from pg_roles where rolname = 'farestream_owner') then
    create role farestream_owner login;
  end if;
  -- Records, bills and pays: the stream function and whoever works with the ledger.
  if not exists (select from pg_roles where rolname = 'farestream') then
    create role farestream login;
  end if;
  -- To be handed on: the migrations say what farestream may do.
  execute format(
    'grant create, temporary on database %I to farestream_owner with grant option', current_database());
  grant usage, create on schema public to farestream_owner with grant option;
  grant rds_iam to farestream_owner, farestream;
end
$$
