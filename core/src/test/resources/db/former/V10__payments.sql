-- Payments with states, bank files, and where drivers have their accounts.

create table bank_account (
  id              bigint generated always as identity primary key,
  -- null: the platform's own, which payments come from
  driver_id       bigint constraint bank_account_driver_is_known references drivers,
  holder          text not null constraint a_holder_has_a_name check (holder <> ''),
  iban            text,
  routing_number  text,
  account_number  text,
  bic             text,
  added_at        timestamp not null default (now() at time zone 'UTC'),
  by_whom         text not null,
  constraint an_account_is_an_iban_or_routed check (
    (iban is null) <> (routing_number is null and account_number is null)
    and (routing_number is null) = (account_number is null))
);
create index bank_account_of_driver on bank_account (driver_id, id desc);
comment on table bank_account is
  'A row per account that was ever given; the latest of a driver counts. Payments name theirs.';

create table payment_batch (
  id              bigint generated always as identity primary key,
  message_id      text not null constraint a_batch_has_its_own_message_id unique,
  created_at      timestamp not null,
  by_whom         text not null,
  database_role   text not null default session_user,
  execution_date  date not null,
  payer_account   bigint not null constraint a_batch_has_a_payer references bank_account,
  payments        bigint not null constraint a_batch_is_not_empty check (payments > 0),
  control_sum     numeric(14, 2) not null,
  -- when the file was there, whole; null: it may or may not be
  written_at      timestamp,
  file_sha256     text,
  constraint a_written_batch_has_its_digest check ((written_at is null) = (file_sha256 is null))
);
create unique index one_batch_is_unfinished on payment_batch ((true)) where written_at is null;
comment on table payment_batch is
  'A bank file and what it must hold. The same rows give the same bytes again, whenever.';

create table bank_message (
  id            bigint generated always as identity primary key,
  sha256        text not null,
  message_id    text not null,
  kind          text not null
    constraint a_message_is_of_two_kinds check (kind in ('status report', 'returns')),
  read_at       timestamp not null,
  by_whom       text not null,
  changes       bigint not null,
  -- entries that were not taken; where there are any, the file may be read again
  remained      bigint not null
);
create index bank_message_file on bank_message (sha256);
comment on table bank_message is
  'Each reading of a file of the bank, what it changed, and how many entries remained.';

alter table payment
  drop constraint a_bill_is_paid_once,
  add column made_by text not null default 'hand'
    constraint payment_is_made_by_hand_or_farestream check (made_by in ('hand', 'farestream')),
  add column status_at timestamp not null default (now() at time zone 'UTC'),
  add column status_reason text,
  add column by_whom text not null default session_user,
  add column batch_id bigint constraint payment_is_in_a_known_batch references payment_batch,
  add column end_to_end_id text constraint a_payment_has_its_own_end_to_end_id unique,
  add column bank_account bigint constraint payment_goes_to_a_known_account references bank_account;
update payment set payment_status = 'completed' where payment_status is null;
update payment set status_at = payment_date;
alter table payment
  alter column payment_status set default 'completed',
  alter column payment_status set not null,
  add constraint a_payment_has_one_of_five_states check (
    payment_status in ('pending', 'submitted', 'completed', 'failed', 'returned')),
  add constraint a_bank_payment_has_batch_id_and_account check (
    (batch_id is null) = (end_to_end_id is null) and (batch_id is null) = (bank_account is null)),
  add constraint what_is_under_way_is_in_a_batch check (
    payment_status not in ('pending', 'submitted') or batch_id is not null);
-- What failed or came back may be paid again, by a payment of its own.
create unique index a_bill_is_paid_once on payment (billing_id)
  where payment_status not in ('failed', 'returned');
create index payment_billing on payment (billing_id);
create index payment_batch_payments on payment (batch_id) where batch_id is not null;

-- By which an account is the same one, in whichever row it is.
create function account_key(account bank_account) returns text language sql immutable
begin atomic
  select upper(coalesce((account).iban, (account).routing_number || ' ' || (account).account_number));
end;

-- A bank said by a reason code that an account can't be paid, or a person that it can.
create table bank_account_event (
  id             bigint generated always as identity primary key,
  bank_account   bigint not null
    constraint an_account_event_is_of_a_known_account references bank_account,
  event          text not null
    constraint an_account_is_blocked_or_unblocked check (event in ('blocked', 'unblocked')),
  -- the payment of which the bank said so
  payment        bigint constraint an_account_event_is_of_a_known_payment references payment,
  code           text,
  reason         text not null
    constraint an_account_event_has_a_reason check (btrim(reason) <> ''),
  happened_at    timestamp not null,
  by_whom        text not null,
  database_role  text not null default session_user,
  recorded_at    timestamp not null default (clock_timestamp() at time zone 'UTC'),
  constraint a_block_has_payment_and_code check (
    event = 'unblocked' or payment is not null and code is not null)
);
create index bank_account_event_account on bank_account_event (bank_account);
create index bank_account_event_payment on bank_account_event (payment);
comment on table bank_account_event is
  'What the bank said of an account that it could not pay, and who lifted it. The last event of an account
number counts.';

create view blocked_account as
select last.* from (
  select distinct on (key) account_key(account) as key, event.*
  from bank_account_event as event join bank_account as account on account.id = event.bank_account
  order by key, event.id desc) as last
where event = 'blocked';
comment on view blocked_account is 'Account numbers that no bank file pays.';

create function a_blocked_account_is_not_paid() returns trigger language plpgsql as $$
declare
  driver bigint;
begin
  select written.driver_id into driver
  from written join bank_account as account on account.id = written.bank_account
    join blocked_account on key = account_key(account)
  order by written.driver_id limit 1;
  if found then
    raise exception 'the bank account of driver % is blocked', driver
      using errcode = 'check_violation', constraint = 'a_blocked_account_is_not_paid',
        table = 'payment';
  end if;
  return null;
end
$$;
create trigger a_blocked_account_is_not_paid after insert on payment
  referencing new table as written
  for each statement execute function a_blocked_account_is_not_paid();

create table payment_event (
  id             bigint generated always as identity primary key,
  payment        bigint not null,
  former         text,
  status         text not null,
  happened_at    timestamp not null,
  reason         text,
  by_whom        text not null,
  database_role  text not null default session_user
);
create index payment_event_payment on payment_event (payment);
comment on table payment_event is 'Each state that a payment has had, with time and reason.';
insert into payment_event (payment, status, happened_at, by_whom, reason)
select id, payment_status, payment_date, 'unknown', 'made before states were kept' from payment;

create function a_payment_is_what_its_bill_says() returns trigger language plpgsql as $$
declare
  bill billing;
begin
  select * into bill from billing where id = new.billing_id;
  -- Where there is none, the foreign key says so; amounts that can't be, their own constraint.
  if not found or new.payment_amount <= 0 or new.payment_amount = 'NaN' then
    return new;
  end if;
  if bill.billing_status is distinct from 'completed' then
    raise exception 'bill % is % and not payable', bill.id, coalesce(bill.billing_status, 'open')
      using errcode = 'check_violation', constraint = 'only_a_completed_bill_is_paid',
        table = 'payment';
  end if;
  if new.payment_amount <> bill.payable then
    raise exception 'bill % comes to a payment of %, not %', bill.id, bill.payable,
        new.payment_amount
      using errcode = 'check_violation', constraint = 'a_payment_is_what_its_bill_says',
        table = 'payment';
  end if;
  return new;
end
$$;
create trigger a_payment_is_what_its_bill_says before insert on payment
  for each row execute function a_payment_is_what_its_bill_says();

create function a_payment_begins() returns trigger language plpgsql as $$
begin
  if new.payment_status not in ('pending', 'completed') then
    raise exception 'a payment begins pending, or completed at once, not %', new.payment_status
      using errcode = 'check_violation', constraint = 'a_payment_goes_from_state_to_state',
        table = 'payment';
  end if;
  return new;
end
$$;
create trigger a_payment_begins before insert on payment
  for each row execute function a_payment_begins();

create function a_payment_changes_its_state_only() returns trigger language plpgsql as $$
declare
  of_state constant text[] := array['payment_status', 'status_at', 'status_reason', 'by_whom'];
begin
  if tg_op = 'DELETE' or to_jsonb(old) - of_state <> to_jsonb(new) - of_state then
    raise exception 'payment % is on record: only its state changes', old.id
      using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten', table = 'payment';
  end if;
  if (old.payment_status, new.payment_status) not in (
      ('pending', 'submitted'), ('pending', 'failed'), ('submitted', 'completed'),
      ('submitted', 'failed'), ('submitted', 'returned'), ('completed', 'returned')) then
    raise exception 'payment % is % and does not become %', old.id, old.payment_status,
        new.payment_status
      using errcode = 'check_violation', constraint = 'a_payment_goes_from_state_to_state',
        table = 'payment';
  end if;
  return new;
end
$$;
create trigger a_payment_changes_its_state_only before update or delete on payment
  for each row execute function a_payment_changes_its_state_only();

-- An event of each state, whoever brings it about.
create function payments_keep_their_states() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into payment_event (payment, status, happened_at, reason, by_whom)
    select id, payment_status, status_at, status_reason, by_whom from written order by id;
  else
    insert into payment_event (payment, former, status, happened_at, reason, by_whom)
    select written.id, former.payment_status, written.payment_status, written.status_at,
      written.status_reason, written.by_whom
    from written join former on former.id = written.id order by written.id;
  end if;
  return null;
end
$$;
create trigger payments_keep_their_first_state after insert on payment
  referencing new table as written
  for each statement execute function payments_keep_their_states();
create trigger payments_keep_their_states after update on payment
  referencing new table as written old table as former
  for each statement execute function payments_keep_their_states();

-- The batch is as it was when its payments were made, but for the file's having been written.
create function a_batch_is_only_finished() returns trigger language plpgsql as $$
declare
  of_file constant text[] := array['written_at', 'file_sha256'];
begin
  if tg_op = 'UPDATE' and old.written_at is null
      and to_jsonb(old) - of_file = to_jsonb(new) - of_file then
    return new;
  end if;
  raise exception 'batch % is on record', old.message_id
    using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten',
      table = 'payment_batch';
end
$$;
create trigger a_batch_is_only_finished before update or delete on payment_batch
  for each row execute function a_batch_is_only_finished();

create trigger nothing_is_rewritten before update or delete or truncate on payment_event
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before update or delete or truncate on bank_account
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before update or delete or truncate on bank_account_event
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before update or delete or truncate on bank_message
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before truncate on payment
  for each statement execute function nothing_is_rewritten();
create trigger nothing_is_rewritten before truncate on payment_batch
  for each statement execute function nothing_is_rewritten();
