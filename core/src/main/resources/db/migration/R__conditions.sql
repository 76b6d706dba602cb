-- Conditions that many statements share, each under one name.
--
-- The planner inlines them where they are used, so plans and the use of partial indexes are the same as if the
-- condition were written out. For that a function here is one expression without a subquery, and has no settings.
-- What needs a subquery is a view. The partial indexes themselves (V4, V7) write the condition out, because tables
-- are made before functions.

-- A payment counts if it pays its bill or is about to. A duplicate doesn't: it is beside a payment that counts.
create or replace function payment_counts(status text) returns boolean language sql immutable
return status not in ('failed', 'returned', 'duplicate');

-- A payment is under way from its batch until the bank's answer.
create or replace function payment_is_under_way(status text) returns boolean language sql immutable
return status in ('pending', 'submitted');

-- The file of an unfinished batch may or may not exist; no other batch begins before it is known.
create or replace function is_unfinished(batch payment_batch) returns boolean language sql immutable
return (batch).written_at is null and (batch).abandoned_at is null;

-- An open record in quarantine was neither replayed nor dropped.
create or replace function is_open(quarantined quarantine) returns boolean language sql immutable
return (quarantined).resolved_at is null;

-- Cycles bill completed trips, and no imported ones.
create or replace function is_billable(trip trips) returns boolean language sql immutable
return (trip).status = 'Completed' and (trip).trip_import is null;

-- The period of a bill by hand is open at both ends, as in the lab's INSERT.
create or replace function is_in_period(dropoff timestamp, billing_start timestamp, billing_end timestamp)
returns boolean language sql immutable
return dropoff > billing_start and dropoff < billing_end;

create or replace view closed_cycle as
select cycle, trips_high_water_mark, history_high_water_mark, disputes_high_water_mark
from billing_cycle where status = 'closed';
comment on view closed_cycle is 'Cycles that are not only proposed.';

-- An unitemized bill was made by hand and has no lines, because it is for something else than the trips of its period.
-- Cycles leave its period alone.
create or replace view unitemized_bill as
select id, driver_id, billing_start, billing_end, rides_total, billing_amount from billing
where made_by = 'hand' and not exists (select from billing_line where billing_id = billing.id);
comment on view unitemized_bill is 'Bills by hand without lines.';
