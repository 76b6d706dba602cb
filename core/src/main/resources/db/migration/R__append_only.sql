-- Append-only tables, whose rows are never updated or deleted. If UPDATE or DELETE of a table is not rejected
-- here, R__closed_cycles_stay.sql or R__payment_states.sql defines which of them are allowed.

create or replace function nothing_is_rewritten() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'cannot % rows of %: the table is append-only', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten', table = tg_table_name,
      hint = 'Correct an error by inserting another row.';
end
$$;

create or replace trigger nothing_is_rewritten before truncate on billing
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or truncate on billing_adjustment
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before truncate on billing_cycle
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on billing_cycle_event
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or truncate on billing_cycle_left
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or truncate on billing_line
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on billing_without_lines
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on dispute_resolution
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on trip_decision
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on trip_import
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before truncate on payment
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before truncate on payment_batch
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on payment_event
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on bank_account
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on bank_account_event
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on bank_message
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on journal_posting
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on journal_line
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on journal_seal
  for each statement execute function nothing_is_rewritten();
create or replace trigger nothing_is_rewritten before update or delete or truncate on person_change
  for each statement execute function nothing_is_rewritten();
