-- Append-only tables: their rows are written once and never touched again. Where a table is missing an
-- UPDATE or DELETE here, another file says which of them are allowed: R__closed_cycles_stay.sql and
-- R__payment_states.sql.

create or replace function nothing_is_rewritten() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'rows of % are written once: no % of them', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten', table = tg_table_name,
      hint = 'What was wrong is corrected by an entry of its own.';
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
