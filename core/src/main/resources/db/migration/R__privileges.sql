-- What the role that the worker and the commands use may do: no DDL, and nothing is ever deleted.
-- This page is all of it: what it no longer grants is taken away when it runs again.

revoke all on all tables in schema public from farestream;
revoke all on all sequences in schema public from farestream;
grant usage on schema public to farestream;
grant select on all tables in schema public to farestream;
grant usage on all sequences in schema public to farestream;
grant insert on riders, drivers, trips, trip_history, trip_removal, quarantine, stream_checkpoint,
  stream_gap, billing, billing_cycle, billing_line, payment to farestream;
grant update on trips, trip_removal, stream_checkpoint, stream_reader to farestream;
grant update (found_at, healed_at) on stream_gap to farestream;
grant update (reason, resolved_at, resolution, resolution_reason) on quarantine to farestream;

-- A comparison of both sides keeps what it has seen in temporary tables.
do $$
begin
  execute format('grant temporary on database %I to farestream', current_database());
end
$$;
