-- The double-entry journal of bills and payments. Triggers post to it (R__journal_postings.sql), so that nothing
-- is billed or paid without an entry. A hash chain covers all postings (R__journal_chain.sql).

create table journal_account (
  account      text primary key,
  description  text not null
);
insert into journal_account (account, description) values
  ('fares_receivable', 'Fares that riders paid or owe to the platform'),
  ('cash_held_by_drivers', 'Fares that drivers collected in cash'),
  ('driver_payable', 'Amounts owed to drivers for bills that are not paid yet'),
  ('driver_carried', 'Balances of drivers carried into later bills; a debit balance is owed by the driver'),
  ('driver_receivable', 'Duplicate payments that drivers owe'),
  ('platform_revenue', 'The platform''s part of fares'),
  ('taxes_payable', 'Taxes and surcharges to be passed on'),
  ('bank_clearing', 'Payments submitted to the bank and not executed yet'),
  ('bank', 'The platform''s account');

create table journal_posting (
  id         bigint primary key,
  posted_at  timestamp not null,
  subject    text not null,
  lines      bigint not null,
  previous   bytea not null,
  digest     bytea not null
);
comment on table journal_posting is
  'Postings in order, linked by a hash chain. previous is the digest of the previous posting; digest is the SHA-256
of previous, the posting and its lines as formatted by journal_text.';

create table journal_line (
  id          bigint not null,
  posting_id  bigint not null,
  -- Kind and source identify the entry. The lines of an entry add up to zero.
  kind        text not null constraint an_entry_is_of_a_kind check (
                kind in ('bill', 'cash', 'adjustment', 'carry', 'payment')),
  source_id   bigint not null,
  account     text not null,
  driver_id   bigint not null,
  amount      numeric(14, 2) not null,
  primary key (posting_id, id)
);
comment on column journal_line.source_id is
  'billing.id for the kinds bill, cash and carry; billing_adjustment.id for adjustment; payment_event.id
for payment.';
comment on column journal_line.amount is 'Debits are positive, credits negative.';

create table journal_seal (
  posting_id  bigint primary key,
  keys        text[] not null,
  digests     bytea[] not null
);
comment on table journal_seal is
  'Seals of rows: the key of each row and the SHA-256 of its columns. The subject of the posting names the table.
A row is sealed once.';
