-- The double-entry journal beneath bills and payments. Triggers post it (R__journal_postings.sql), so that
-- nothing is billed or paid without it, and a hash chain covers all postings (R__journal_chain.sql).

create table journal_account (
  account      text primary key,
  description  text not null
);
insert into journal_account (account, description) values
  ('fares_receivable', 'What riders paid to the platform or owe it'),
  ('cash_held_by_drivers', 'What riders paid to drivers in cash'),
  ('driver_payable', 'What drivers are owed of bills, until it is paid'),
  ('driver_carried', 'Balances of drivers left to a later bill; debit: the driver owes'),
  ('driver_receivable', 'What drivers were paid twice, and owe'),
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
  -- Kind and source name the entry; the lines of one entry add up to zero.
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

create table journal_seal (
  posting_id  bigint primary key,
  keys        text[] not null,
  digests     bytea[] not null
);
comment on table journal_seal is
  'What a posting says of rows: the key of each and the SHA-256 of its columns. A row is sealed once;
the posting''s subject names the table.';
