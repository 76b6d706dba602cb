-- Triggers that post bills, adjustments and payments to the journal.

-- Returns the journal lines of a bill. `audit verify` compares the journal with this function and the next two.
create or replace function entries_of_bill(bill billing)
returns table (kind text, source_id bigint, account text, driver_id bigint, amount numeric)
language sql immutable as $$
  select entry.kind, bill.id::bigint, entry.account, bill.driver_id, entry.amount
  from (values
    ('bill', 'fares_receivable', bill.billing_amount - bill.withheld - bill.cash_held),
    ('bill', 'cash_held_by_drivers', bill.cash_held),
    ('bill', 'driver_payable', -bill.drivers_part),
    ('bill', 'platform_revenue', -bill.platform_part),
    ('bill', 'taxes_payable', -bill.taxes),
    ('cash', 'driver_payable', bill.cash_held),
    ('cash', 'cash_held_by_drivers', -bill.cash_held),
    ('carry', 'driver_carried', bill.carried_in - bill.carried_out),
    ('carry', 'driver_payable', bill.carried_out - bill.carried_in)
  ) as entry (kind, account, amount)
  where entry.amount <> 0
$$;

create or replace function entries_of_adjustment(adjustment billing_adjustment, driver bigint)
returns table (kind text, source_id bigint, account text, driver_id bigint, amount numeric)
language sql immutable as $$
  select 'adjustment', adjustment.id, entry.account, driver, entry.amount
  from (values
    ('fares_receivable', adjustment.amount - adjustment.withheld - adjustment.cash),
    ('driver_payable', adjustment.cash - adjustment.drivers_part),
    ('platform_revenue', adjustment.drivers_part + adjustment.taxes + adjustment.withheld
      - adjustment.amount),
    ('taxes_payable', -adjustment.taxes)
  ) as entry (account, amount)
  where entry.amount <> 0
$$;

-- The body is parsed when the function is created, so it doesn't depend on the search path and can still be
-- inlined.
create or replace function entries_of_payment(event payment_event, driver bigint, paid numeric)
returns table (kind text, source_id bigint, account text, driver_id bigint, amount numeric)
language sql immutable
begin atomic
  select 'payment', (event).id, entry.account, driver, entry.amount
  from (values
    ('none', 'completed', 'driver_payable', 'bank'),
    ('pending', 'submitted', 'driver_payable', 'bank_clearing'),
    ('submitted', 'completed', 'bank_clearing', 'bank'),
    ('submitted', 'failed', 'bank_clearing', 'driver_payable'),
    ('submitted', 'returned', 'bank_clearing', 'driver_payable'),
    ('completed', 'returned', 'bank', 'driver_payable'),
    ('failed', 'completed', 'driver_payable', 'bank'),
    ('failed', 'duplicate', 'driver_receivable', 'bank'),
    ('duplicate', 'completed', 'driver_payable', 'driver_receivable'),
    ('duplicate', 'returned', 'bank', 'driver_receivable')
  ) as step (previous, status, debit, credit)
  cross join lateral (values (step.debit, paid), (step.credit, -paid)) as entry (account, amount)
  where step.previous = coalesce((event).previous, 'none') and step.status = (event).status;
end;

create or replace function post_cycle() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  posting bigint := next_posting();
begin
  insert into journal_line (id, posting_id, kind, source_id, account, driver_id, amount)
  select row_number() over (), posting, entry.*
  from (
    select entry.* from billing cross join lateral entries_of_bill(billing) as entry
    where billing_cycle = new.cycle and made_by = 'farestream'
    union all
    select entry.* from billing_adjustment
      join billing on billing.id = billing_id
      cross join lateral entries_of_adjustment(billing_adjustment, billing.driver_id) as entry
    where billing_cycle = new.cycle and made_by = 'farestream') as entry;
  perform seal_posting(posting, new.closed_at, 'cycle ' || new.cycle);
  return null;
end
$$;
revoke execute on function post_cycle() from public;
create or replace trigger a_closed_cycle_is_posted after insert on billing_cycle
  for each row when (new.status = 'closed') execute function post_cycle();
create or replace trigger an_approved_cycle_is_posted after update on billing_cycle
  for each row when (old.status = 'proposed' and new.status = 'closed')
  execute function post_cycle();

create or replace function post_manual_bills() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  posting bigint;
begin
  if exists (select from written where made_by = 'manual') then
    posting := next_posting();
    insert into journal_line (id, posting_id, kind, source_id, account, driver_id, amount)
    select row_number() over (), posting, entry.*
    from billing join written using (id) cross join lateral entries_of_bill(billing) as entry
    where written.made_by = 'manual';
    perform seal_posting(posting, now() at time zone 'UTC', 'manual bills');
  end if;
  return null;
end
$$;
revoke execute on function post_manual_bills() from public;
create or replace trigger manual_bills_are_posted after insert on billing
  referencing new table as written
  for each statement execute function post_manual_bills();

create or replace function post_payments() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  posting bigint;
begin
  if exists (select from written) then
    posting := next_posting();
    insert into journal_line (id, posting_id, kind, source_id, account, driver_id, amount)
    select row_number() over (), posting, entry.*
    from payment_event join written using (id)
      join payment on payment.id = payment_event.payment
      cross join lateral
        entries_of_payment(payment_event, payment.driver_id, payment.payment_amount) as entry;
    perform seal_posting(posting, (select max(happened_at) from written), 'payments');
  end if;
  return null;
end
$$;
revoke execute on function post_payments() from public;
create or replace trigger payments_are_posted after insert on payment_event
  referencing new table as written
  for each statement execute function post_payments();
