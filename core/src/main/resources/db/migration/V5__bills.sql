-- Bills, their lines, and the adjustments that correct lines of earlier bills.
--
-- `billing` is the workshop's table. Columns added by Farestream are at its end.

create sequence billing_id_seq start 200001;
create table billing (
  id              bigint primary key default nextval('billing_id_seq'),
  driver_id       bigint not null,
  billing_cycle   bigint not null default 1,
  billing_start   timestamp not null,
  billing_end     timestamp not null,
  billing_date    timestamp not null default (now() at time zone 'UTC'),
  billing_amount  numeric(14, 2) not null,
  commissions     numeric(10, 6) not null default 0.8,
  description     text,
  rides_total     bigint not null,
  billing_status  text,
  -- 'farestream' for the bill of a cycle, 'manual' for a manual bill, which a user inserts as in the lab.
  made_by         text not null default 'manual',
  policy          text not null default 'lab',
  drivers_part    numeric(14, 2) not null,
  taxes           numeric(14, 2) not null default 0,
  withheld        numeric(14, 2) not null default 0,
  cash_held       numeric(14, 2) not null default 0,
  adjustment      numeric(14, 2) not null default 0,
  carried_in      numeric(14, 2) not null default 0,
  carried_out     numeric(14, 2) not null default 0,
  platform_part   numeric(14, 2)
    generated always as (billing_amount - drivers_part - taxes - withheld) stored,
  payable         numeric(14, 2)
    generated always as (drivers_part - cash_held + adjustment + carried_in - carried_out) stored,
  -- Who made a manual bill, and when by the server's clock.
  actor           text,
  login           text,
  recorded_at     timestamp,
  constraint a_manual_bill_names_its_actor
    check (num_nulls(actor, login, recorded_at) = case made_by when 'manual' then 0 else 3 end),
  constraint a_bill_comes_to_a_number check (billing_amount <> 'NaN'),
  constraint billing_ends_after_it_starts check (billing_end > billing_start),
  constraint commissions_are_the_drivers_share check (commissions between 0 and 1),
  constraint billing_is_made_manually_or_by_farestream check (made_by in ('manual', 'farestream')),
  constraint a_policy_is_one_of_two check (policy in ('lab', 'components')),
  constraint a_balance_is_paid_or_carried_whole
    check (made_by = 'manual' or (payable >= 0 and (payable = 0 or carried_out = 0))),
  constraint billing_belongs_to_a_driver unique (id, driver_id),
  constraint a_driver_is_billed_manually_once_for_a_period exclude using gist (
    int8range(driver_id, driver_id, '[]') with &&,
    tsrange(billing_start, billing_end) with &&
  ) where (made_by = 'manual')
);
alter sequence billing_id_seq owned by billing.id;

comment on column billing.driver_id is 'Refers to drivers.';
comment on column billing.commissions is 'The driver''s share of billing_amount, from 0 to 1.';
comment on column billing.drivers_part is 'The driver''s part of billing_amount.';
comment on column billing.platform_part is 'The platform''s part of billing_amount.';
comment on column billing.taxes is 'The taxes and surcharges in billing_amount, which are passed on.';
comment on column billing.withheld is 'The part of billing_amount that is unpaid or disputed.';
comment on column billing.cash_held is 'The part of billing_amount that the driver collected in cash.';
comment on column billing.adjustment is
  'The sum of the adjustments on this bill, positive in the driver''s favour; see billing_adjustment.';
comment on column billing.carried_in is 'The balance carried over from the driver''s previous bill.';
comment on column billing.carried_out is
  'The balance carried into the driver''s next bill, because it is negative or below the minimum payout.';
comment on column billing.payable is 'The amount to pay to the driver.';

create unique index a_driver_is_billed_once_in_a_cycle on billing (driver_id, billing_cycle)
  where made_by = 'farestream';
-- A closing looks up manual bills for every trip.
create index billing_manual on billing (driver_id, billing_start) where made_by = 'manual';
create index billing_carried on billing (billing_cycle)
  where carried_out <> 0 and made_by = 'farestream';

-- Lines have no foreign keys, because checking them row by row took most of the time of closing a cycle. Only
-- closings and R__trips_billed_once.sql write lines, from existing trips and bills, and `audit verify` checks
-- all of them.
create table billing_line (
  trip_id       bigint not null,
  billing_id    bigint not null,
  amount        numeric(14, 2) not null,
  drivers_part  numeric(14, 2) not null,
  taxes         numeric(14, 2) not null default 0,
  withheld      numeric(14, 2) not null default 0,
  cash          numeric(14, 2) not null default 0,
  constraint a_trip_is_billed_once primary key (trip_id)
);
create index billing_line_billing on billing_line (billing_id);
comment on table billing_line is 'One row per billed trip. The lines of a bill add up to it.';
comment on column billing_line.amount is
  'The trip''s total. It consists of the driver''s part, taxes, the withheld part and the platform''s part,
which is the rest.';
comment on column billing_line.cash is 'The trip''s total if the driver collected it in cash; otherwise 0.';

-- `bill` reports these rows each time. They are few, whereas an import may insert very many manual bills with
-- lines, so scanning `billing` for them would be slow.
create table billing_without_lines (
  billing_id  bigint primary key
);
comment on table billing_without_lines is
  'Manual bills that did not match the trips of their periods when they were inserted. Rows are never deleted.';

create table billing_adjustment (
  id            bigint generated always as identity primary key,
  -- The corrected line.
  trip_id       bigint not null constraint an_adjustment_corrects_a_line references billing_line,
  billing_id    bigint not null constraint an_adjustment_is_in_a_bill references billing,
  amount        numeric(14, 2) not null,
  drivers_part  numeric(14, 2) not null,
  taxes         numeric(14, 2) not null,
  withheld      numeric(14, 2) not null,
  cash          numeric(14, 2) not null,
  reason        text not null,
  constraint a_line_is_corrected_once_in_a_bill unique (trip_id, billing_id)
);
create index billing_adjustment_billing on billing_adjustment (billing_id);
comment on table billing_adjustment is
  'Adjustments for trips that changed after they were billed. Amounts are differences to the trip''s line and
its previous adjustments.';
