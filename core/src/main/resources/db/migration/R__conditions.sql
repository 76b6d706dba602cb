-- Named conditions that many statements share.
--
-- The planner inlines them, so plans and the use of partial indexes are the same as if the condition were written
-- out. Inlining requires that a function is a single expression without subqueries and has no settings. Conditions
-- with a subquery are views. The partial indexes (V4, V7) write the condition out, because tables are created before
-- functions.

-- A payment counts if it pays its bill or is about to. A duplicate does not count, because another payment does.
create or replace function payment_counts(status text) returns boolean language sql immutable
return status not in ('failed', 'returned', 'duplicate');

-- A payment is under way from the creation of its batch until the bank reports its result.
create or replace function payment_is_under_way(status text) returns boolean language sql immutable
return status in ('pending', 'submitted');

-- The file of an unfinished batch may or may not exist. No other batch can be created until it is finished or
-- abandoned.
create or replace function is_unfinished(batch payment_batch) returns boolean language sql immutable
return (batch).written_at is null and (batch).abandoned_at is null;

-- A quarantine record is open until it is replayed or dropped.
create or replace function is_open(quarantined quarantine) returns boolean language sql immutable
return (quarantined).resolved_at is null;

-- Cycles bill completed trips, except imported ones.
create or replace function is_billable(trip trips) returns boolean language sql immutable
return (trip).status = 'Completed' and (trip).trip_import is null;

-- The period of a manual bill is open at both ends, as in the lab's INSERT.
create or replace function is_in_period(dropoff timestamp, billing_start timestamp, billing_end timestamp)
returns boolean language sql immutable
return dropoff > billing_start and dropoff < billing_end;

create or replace view closed_cycle as
select cycle, trips_high_water_mark, history_high_water_mark, disputes_high_water_mark
from billing_cycle where status = 'closed';
comment on view closed_cycle is 'Cycles that are closed and not only proposed.';

-- An unitemized bill is a manual bill without lines: it did not match the trips of its period. Cycles don't bill the
-- trips of its period.
create or replace view unitemized_bill as
select id, driver_id, billing_start, billing_end, rides_total, billing_amount from billing
where made_by = 'manual' and not exists (select from billing_line where billing_id = billing.id);
comment on view unitemized_bill is 'Manual bills without lines.';
