-- Double entry beneath bills and payments. It is posted by triggers, so that nothing can be billed or
-- paid beside it, and chained by hash.

create table journal_account (
  account      text primary key,
  description  text not null
);
insert into journal_account (account, description) values
  ('fares_receivable', 'What riders paid to the platform or owe it'),
  ('cash_held_by_drivers', 'What riders paid to drivers in cash'),
  ('driver_payable', 'What drivers are owed of bills, until it is paid'),
  ('driver_carried', 'Balances of drivers left to a later bill; debit: the driver owes'),
  ('platform_revenue', 'The platform''s part of the fares'),
  ('taxes_payable', 'Taxes and surcharges to be passed on'),
  ('bank_clearing', 'Payments that the bank was told of and has not executed yet'),
  ('bank', 'The platform''s account');

create table journal_posting (
  id         bigint primary key,
  posted_at  timestamp not null,
  subject    text not null,
  lines      bigint not null,
  former     bytea not null,
  digest     bytea not null
);
comment on table journal_posting is
  'What was posted together. digest: SHA-256 of former, the digest of the posting before, and of the
posting and its lines as journal_text gives them.';

create table journal_line (
  id          bigint not null,
  posting_id  bigint not null,
  -- the entry: lines of one posting, kind and source add up to nothing
  kind        text not null constraint an_entry_is_of_a_kind check (
                kind in ('bill', 'cash', 'adjustment', 'carry', 'payment')),
  source_id   bigint not null,
  account     text not null,
  driver_id   bigint not null,
  amount      numeric(14, 2) not null,
  primary key (posting_id, id)
);
comment on column journal_line.source_id is
  'Of a bill, its cash and its carry: billing.id; of an adjustment: billing_adjustment.id; of a
payment: payment_event.id.';
comment on column journal_line.amount is 'Debits are positive, credits negative.';

create function journal_text(posting bigint) returns text language sql stable as $$
  select string_agg(
    concat_ws('|', id, kind, source_id, account, driver_id, amount), E'\n' order by id)
  from journal_line where posting_id = posting
$$;
create function journal_digest(
  former bytea, id bigint, posted_at timestamp, subject text, lines bigint
) returns bytea language sql stable as $$
  select sha256(former || convert_to(
    concat_ws('|', id, to_char(posted_at, 'YYYY-MM-DD HH24:MI:SS.US'), subject, lines) || E'\n'
      || coalesce(journal_text(id), ''), 'UTF8'))
$$;

-- One after the other, for each holds the digest of the one before. Who doesn't see that one, because
-- his transaction is as of an earlier time, gets a number that is taken.
create function next_posting() returns bigint language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('farestream.journal'));
  return (select coalesce(max(id), 0) + 1 from journal_posting);
end
$$;

create function seal_posting(posting bigint, posted timestamp, about text) returns void
language plpgsql as $$
declare
  unbalanced record;
  number_of_lines bigint;
  former_digest bytea;
begin
  select count(*) into number_of_lines from journal_line where posting_id = posting;
  if number_of_lines = 0 then
    return;
  end if;
  select kind, source_id into unbalanced from journal_line
  where posting_id = posting group by kind, source_id having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'the journal entry of % % does not balance', unbalanced.kind,
        unbalanced.source_id
      using errcode = 'check_violation', constraint = 'an_entry_balances', table = 'journal_line';
  end if;
  select digest into former_digest from journal_posting where id = posting - 1;
  insert into journal_posting (id, posted_at, subject, lines, former, digest)
  values (posting, posted, about, number_of_lines, coalesce(former_digest, ''),
    journal_digest(coalesce(former_digest, ''), posting, posted, about, number_of_lines));
end
$$;

-- The entries of bills, as (kind, source, account, driver, amount); `audit verify` compares with them.
create function entries_of_bill(bill billing)
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

create function entries_of_adjustment(adjustment billing_adjustment, driver bigint)
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

create function entries_of_payment(event payment_event, driver bigint, paid numeric)
returns table (kind text, source_id bigint, account text, driver_id bigint, amount numeric)
language sql immutable as $$
  select 'payment', event.id, entry.account, driver, entry.amount
  from (
    select
      case
        when event.status = 'submitted' or event.former is null and event.status = 'completed'
          then 'driver_payable'
        when event.status = 'completed'
          or event.former = 'submitted' and event.status in ('failed', 'returned')
          then 'bank_clearing'
        when event.status = 'returned' then 'bank'
      end as debit,
      case
        when event.status = 'submitted' then 'bank_clearing'
        when event.status = 'completed' then 'bank'
        when event.former <> 'pending' then 'driver_payable'
      end as credit) as sides
  cross join lateral (values (sides.debit, paid), (sides.credit, -paid)) as entry (account, amount)
  where sides.debit is not null and sides.credit is not null
$$;

create function post_cycle() returns trigger language plpgsql security definer
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
create trigger a_closed_cycle_is_posted after insert on billing_cycle
  for each row when (new.status = 'closed') execute function post_cycle();
create trigger an_approved_cycle_is_posted after update on billing_cycle
  for each row when (old.status = 'proposed' and new.status = 'closed')
  execute function post_cycle();

create function post_bills_by_hand() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  posting bigint;
begin
  if exists (select from written where made_by = 'hand') then
    posting := next_posting();
    insert into journal_line (id, posting_id, kind, source_id, account, driver_id, amount)
    select row_number() over (), posting, entry.*
    from billing join written using (id) cross join lateral entries_of_bill(billing) as entry
    where written.made_by = 'hand';
    perform seal_posting(posting, now() at time zone 'UTC', 'bills by hand');
  end if;
  return null;
end
$$;
create trigger bills_by_hand_are_posted after insert on billing
  referencing new table as written
  for each statement execute function post_bills_by_hand();

create function post_payments() returns trigger language plpgsql security definer
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
create trigger payments_are_posted after insert on payment_event
  referencing new table as written
  for each statement execute function post_payments();

-- What was billed and paid before there was a journal.
do $$
declare
  posting bigint;
  closed record;
begin
  for closed in select * from billing_cycle order by cycle loop
    posting := next_posting();
    insert into journal_line (id, posting_id, kind, source_id, account, driver_id, amount)
    select row_number() over (), posting, entry.*
    from billing cross join lateral entries_of_bill(billing) as entry
    where billing_cycle = closed.cycle and made_by = 'farestream';
    perform seal_posting(posting, closed.closed_at, 'cycle ' || closed.cycle);
  end loop;
  posting := next_posting();
  insert into journal_line (id, posting_id, kind, source_id, account, driver_id, amount)
  select row_number() over (), posting, entry.*
  from billing cross join lateral entries_of_bill(billing) as entry where made_by = 'hand';
  perform seal_posting(posting, now() at time zone 'UTC', 'bills by hand');
  posting := next_posting();
  insert into journal_line (id, posting_id, kind, source_id, account, driver_id, amount)
  select row_number() over (), posting, entry.*
  from payment_event join payment on payment.id = payment_event.payment
    cross join lateral
      entries_of_payment(payment_event, payment.driver_id, payment.payment_amount) as entry;
  perform seal_posting(posting, now() at time zone 'UTC', 'payments');
end
$$;

create trigger nothing_is_rewritten before update or delete or truncate on journal_posting
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before update or delete or truncate on journal_line
  for each statement execute function nothing_is_rewritten();
