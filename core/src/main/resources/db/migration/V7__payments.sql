-- Bank accounts, payments and their states, bank files and the bank's messages.
--
-- `payment` is the workshop's table. Columns added by Farestream are at its end.

create table bank_account (
  id              bigint generated always as identity primary key,
  -- Null for the platform's own account, from which drivers are paid.
  driver_id       bigint constraint bank_account_driver_is_known references drivers,
  holder          text not null constraint a_holder_has_a_name check (holder <> ''),
  iban            text,
  routing_number  text,
  account_number  text,
  bic             text,
  added_at        timestamp not null default (now() at time zone 'UTC'),
  actor           text not null,
  login           text not null default session_user,
  recorded_at     timestamp not null default (clock_timestamp() at time zone 'UTC'),
  -- R__bank_accounts.sql adds two more constraints, which verify the check digits.
  constraint an_account_is_an_iban_or_routed check (
    (iban is null) <> (routing_number is null and account_number is null)
    and (routing_number is null) = (account_number is null))
);
create index bank_account_of_driver on bank_account (driver_id, id desc);
comment on table bank_account is
  'All accounts that were ever recorded. The latest account of a driver is used; each payment refers to its own.';

create table payment_batch (
  id              bigint generated always as identity primary key,
  message_id      text not null constraint a_batch_has_its_own_message_id unique,
  created_at      timestamp not null,
  actor           text not null,
  login           text not null default session_user,
  recorded_at     timestamp not null default (clock_timestamp() at time zone 'UTC'),
  execution_date  date not null,
  payer_account   bigint not null constraint a_batch_has_a_payer references bank_account,
  payments        bigint not null constraint a_batch_is_not_empty check (payments > 0),
  control_sum     numeric(14, 2) not null,
  -- When the complete file was written. While it is null, the file may or may not exist.
  written_at      timestamp,
  file_sha256     text,
  -- When the unfinished batch was declared failed. Its file is never written afterwards.
  abandoned_at    timestamp,
  -- Who wrote or abandoned the file, and when by the server's clock.
  finished_actor  text,
  finished_login  text,
  finished_at     timestamp,
  constraint a_written_batch_has_its_digest check ((written_at is null) = (file_sha256 is null)),
  constraint a_batch_is_written_or_abandoned check (written_at is null or abandoned_at is null),
  constraint a_finished_batch_names_its_actor check (num_nulls(finished_actor, finished_login, finished_at)
    = case when written_at is null and abandoned_at is null then 3 else 0 end)
);
create unique index one_batch_is_unfinished on payment_batch ((true))
  where written_at is null and abandoned_at is null;
comment on table payment_batch is
  'Batches of payments, one per bank file. Writing the file of a batch again gives the same bytes.';

create sequence payment_id_seq start 200001;
create table payment (
  id              bigint primary key default nextval('payment_id_seq'),
  billing_id      bigint not null,
  driver_id       bigint not null constraint payment_driver_is_known references drivers,
  billing_cycle   bigint not null default 1,
  payment_amount  numeric(14, 2) not null,
  payment_date    timestamp not null default (now() at time zone 'UTC'),
  payment_id      bigint default 7 constraint payment_type_is_known references payment_types,
  payment_status  text not null default 'completed',
  description     text,
  made_by         text not null default 'manual'
    constraint payment_is_made_manually_or_by_farestream check (made_by in ('manual', 'farestream')),
  status_at       timestamp not null default (now() at time zone 'UTC'),
  status_reason   text,
  actor           text not null,
  login           text not null default session_user,
  recorded_at     timestamp not null default (clock_timestamp() at time zone 'UTC'),
  batch_id        bigint constraint payment_is_in_a_known_batch references payment_batch,
  end_to_end_id   text constraint a_payment_has_its_own_end_to_end_id unique,
  bank_account    bigint constraint payment_goes_to_a_known_account references bank_account,
  constraint a_payment_is_more_than_nothing check (payment_amount > 0 and payment_amount <> 'NaN'),
  constraint a_payment_goes_to_the_driver_billed
    foreign key (billing_id, driver_id) references billing (id, driver_id),
  constraint a_payment_has_one_of_six_states check (
    payment_status in ('pending', 'submitted', 'completed', 'failed', 'returned', 'duplicate')),
  constraint a_bank_payment_has_batch_id_and_account check (
    (batch_id is null) = (end_to_end_id is null) and (batch_id is null) = (bank_account is null)),
  constraint what_is_under_way_is_in_a_batch check (
    payment_status not in ('pending', 'submitted') or batch_id is not null)
);
alter sequence payment_id_seq owned by payment.id;

-- A bill whose payment failed or was returned may be paid again by another payment. A duplicate is a payment
-- that the bank executed in addition to another payment of the same bill.
create unique index a_bill_is_paid_once on payment (billing_id)
  where payment_status not in ('failed', 'returned', 'duplicate');
create index payment_duplicate on payment (billing_id) where payment_status = 'duplicate';
create index payment_billing on payment (billing_id);
create index payment_batch_payments on payment (batch_id) where batch_id is not null;

create table payment_event (
  id             bigint generated always as identity primary key,
  payment        bigint not null,
  previous       text,
  status         text not null,
  happened_at    timestamp not null,
  reason         text,
  actor          text not null,
  login          text not null default session_user,
  recorded_at    timestamp not null default (clock_timestamp() at time zone 'UTC')
);
create index payment_event_payment on payment_event (payment);
comment on table payment_event is 'The state changes of payments, with time and reason.';
comment on column payment_event.recorded_at is
  'When the row was written, by the server''s clock; happened_at and reason come from the client.';
comment on column payment.actor is 'Who caused the last change of status.';

create table bank_account_event (
  id             bigint generated always as identity primary key,
  bank_account   bigint not null
    constraint an_account_event_is_of_a_known_account references bank_account,
  event          text not null
    constraint an_account_is_blocked_or_unblocked check (event in ('blocked', 'unblocked')),
  -- The payment on which the bank reported.
  payment        bigint constraint an_account_event_is_of_a_known_payment references payment,
  code           text,
  reason         text not null
    constraint an_account_event_has_a_reason check (btrim(reason) <> ''),
  happened_at    timestamp not null,
  actor          text not null,
  login          text not null default session_user,
  recorded_at    timestamp not null default (clock_timestamp() at time zone 'UTC'),
  constraint a_block_has_payment_and_code check (
    event = 'unblocked' or payment is not null and code is not null)
);
create index bank_account_event_account on bank_account_event (bank_account);
create index bank_account_event_payment on bank_account_event (payment);
comment on table bank_account_event is
  'Blocks of accounts that a bank could not pay, and the lifting of blocks. The last event of an account number
applies.';

create table bank_message (
  id            bigint generated always as identity primary key,
  sha256        text not null,
  message_id    text not null,
  kind          text not null
    constraint a_message_is_of_two_kinds check (kind in ('status report', 'returns')),
  read_at       timestamp not null,
  actor         text not null,
  login         text not null default session_user,
  recorded_at   timestamp not null default (clock_timestamp() at time zone 'UTC'),
  changes       bigint not null,
  -- The number of skipped entries. If it is not 0, the file can be read again.
  remained      bigint not null
);
create index bank_message_file on bank_message (sha256);
comment on table bank_message is
  'Messages read from the bank, with the number of payments changed and of entries skipped.';
