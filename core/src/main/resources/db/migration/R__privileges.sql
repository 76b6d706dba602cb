-- The privileges of all roles. The file first revokes all privileges, so one that it no longer grants is gone after it
-- runs. Flyway runs it again only if it has changed, so edit it when you add a table or view. Flyway runs R__ files in
-- alphabetical order, so files with views or with functions granted here must sort before it.

-- The worker and the commands use the role farestream. It can't run DDL, and can delete only a proposed cycle, by
-- reject_cycle.

revoke all on all tables in schema public from farestream;
revoke all on all sequences in schema public from farestream;
grant usage on schema public to farestream;
grant select on all tables in schema public to farestream;
-- The last numbers are read by `audit verify`. Identity columns need no privilege on their sequences.
grant select on all sequences in schema public to farestream;
grant usage on sequence trips_id_seq, trip_import_id_seq, billing_id_seq, payment_id_seq to farestream;
grant insert on riders, drivers, trips, trip_history, trip_removal, stream_checkpoint, stream_gap, billing_cycle, billing_cycle_left, billing_line, billing_adjustment, trip_import_sent,
  billing_without_lines, trip_followed
  to farestream;
-- Who acted and when is recorded by the database (R__identity.sql). Nor may a writer choose an id: rules and commands
-- take the row with the largest as the last.
do $$
declare
  recorded record;
begin
  for recorded in
    select table_name, string_agg(column_name, ', ') as given from information_schema.columns
    where table_schema = 'public' and column_name not in ('actor', 'login', 'recorded_at') and is_identity = 'NO'
      and column_name not in ('written_at', 'file_sha256', 'abandoned_at', 'finished_actor', 'finished_login',
        'finished_at')
      and table_name in ('billing', 'dispute_resolution', 'payment', 'payment_batch', 'bank_account',
        'bank_account_event', 'bank_message', 'trip_import', 'trip_decision')
    group by table_name
  loop
    execute format('grant insert (%s) on %I to farestream', recorded.given, recorded.table_name);
  end loop;
end
$$;
grant insert (stream_arn, sequence_number, rider_email, trip_info, reason, payload) on quarantine to farestream;
-- A person's number never changes.
grant update (rider_name, rider_email, rider_mobile, payment_id, active) on riders to farestream;
grant update (driver_name, driver_email, driver_mobile, vehicle_id, licence_number, payment_id, active)
  on drivers to farestream;
grant update on trips, trip_removal, stream_checkpoint, stream_reader to farestream;
grant update (found_at, healed_at) on stream_gap to farestream;
grant update (reason, resolved_at, resolution, resolution_reason) on quarantine to farestream;
-- Triggers define which changes are allowed. Only triggers write the journal, its seals and the events of cycles and
-- payments.
grant update (billing_status) on billing to farestream;
grant update (status, closed_at) on billing_cycle to farestream;
grant update (payment_status, status_at, status_reason) on payment to farestream;
grant update (written_at, file_sha256, abandoned_at) on payment_batch to farestream;
grant execute on function reject_cycle(bigint, text), analyze_imported_trips(), record_trips(incoming_trip[]),
  is_known_to_ledger(text, text) to farestream;

-- `reconcile` uses temporary tables.
do $$
begin
  execute format('grant temporary on database %I to farestream', current_database());
end
$$;

-- The function on AWS uses the role farestream_stream, which has only the privileges that the sink needs. An attacker
-- with this role can neither bill nor pay, nor read riders, drivers or trips. infra/roles.sql creates the role on AWS;
-- on other instances it doesn't exist.
do $$
begin
  if not exists (select from pg_roles where rolname = 'farestream_stream') then
    return;
  end if;
  revoke all on all tables in schema public from farestream_stream;
  revoke all on all sequences in schema public from farestream_stream;
  grant usage on schema public to farestream_stream;
  -- The role writes trips only by record_trips, which can't set trip_import.
  grant execute on function record_trips(incoming_trip[]), is_known_to_ledger(text, text) to farestream_stream;
  grant select, insert, update on trip_removal to farestream_stream;
  grant select (stream_arn, sequence_number),
    insert (stream_arn, sequence_number, rider_email, trip_info, reason, payload) on quarantine to farestream_stream;
end
$$;
