-- What the role that the worker and the commands use may do: no DDL, and nothing is ever deleted.

grant usage on schema public to farestream;
grant select on all tables in schema public to farestream;
grant usage on all sequences in schema public to farestream;
grant insert on riders, drivers, trips, trip_history, quarantine, stream_checkpoint,
  billing, billing_cycle, billing_line, payment to farestream;
grant update on trips, stream_checkpoint to farestream;
