-- The workshop's tables: its names and its order of columns, so that its SQL and its tools keep
-- working. What was wrong with them is put right here: money is numeric, and what must not happen
-- is refused by a constraint whose name says why. Columns of ours stand at the end of each table.
-- Timestamps are UTC.

create table cab_types (
  id    bigserial primary key,
  type  text not null
);

create table car_model (
  id     bigserial primary key,
  make   text,
  model  text
);

create table payment_types (
  payment_id   bigint primary key,
  name         text not null unique,
  description  text
);

create table trip_status (
  status       text not null unique,
  description  text
);

create table rate_codes (
  rate_id  bigint primary key,
  name     text not null unique
);

create table drivers (
  driver_id      bigint primary key,
  driver_name    text,
  vehicle_id     text unique,
  make           bigint references car_model,
  driver_email   text unique,
  created_on     timestamp default (now() at time zone 'UTC'),
  driver_mobile  text,
  payment_id     bigint references payment_types,
  address        text,
  rating         numeric,
  profile        text
);

create table riders (
  rider_id      bigint primary key,
  rider_name    text,
  rider_email   text unique,
  created_on    timestamp default (now() at time zone 'UTC'),
  payment_id    bigint references payment_types,
  rider_mobile  text,
  address       text,
  rating        numeric,
  profile       text
);

create sequence billing_id_seq start 200001;
create table billing (
  id              bigint primary key default nextval('billing_id_seq'),
  driver_id       bigint not null constraint billing_driver_is_known references drivers,
  billing_cycle   bigint not null default 1,
  billing_start   timestamp not null,
  billing_end     timestamp not null,
  billing_date    timestamp not null default (now() at time zone 'UTC'),
  billing_amount  numeric(14, 2) not null,
  commissions     numeric(10, 6) not null default 0.8,
  description     text,
  rides_total     bigint not null,
  billing_status  text,
  -- ours: who made the row, `bill` or somebody by hand (as the lab does)
  made_by         text not null default 'hand',
  constraint a_bill_comes_to_a_number check (billing_amount <> 'NaN'),
  constraint billing_ends_after_it_starts check (billing_end > billing_start),
  constraint commissions_are_the_drivers_share check (commissions between 0 and 1),
  constraint billing_is_made_by_hand_or_farestream check (made_by in ('hand', 'farestream')),
  constraint billing_belongs_to_a_driver unique (id, driver_id),
  constraint a_driver_is_billed_by_hand_once_for_a_period exclude using gist (
    int8range(driver_id, driver_id, '[]') with &&,
    tsrange(billing_start, billing_end) with &&
  ) where (made_by = 'hand')
);
alter sequence billing_id_seq owned by billing.id;

comment on column billing.commissions is 'The driver''s share of billing_amount, 0 to 1.';

create unique index a_driver_is_billed_once_in_a_cycle on billing (driver_id, billing_cycle)
  where made_by = 'farestream';

create sequence payment_id_seq start 200001;
create table payment (
  id              bigint primary key default nextval('payment_id_seq'),
  billing_id      bigint not null,
  driver_id       bigint not null constraint payment_driver_is_known references drivers,
  billing_cycle   bigint not null default 1,
  payment_amount  numeric(14, 2) not null,
  payment_date    timestamp not null default (now() at time zone 'UTC'),
  payment_id      bigint default 7 constraint payment_type_is_known references payment_types,
  payment_status  text,
  description     text,
  constraint a_bill_is_paid_once unique (billing_id),
  constraint a_payment_is_more_than_nothing check (payment_amount > 0 and payment_amount <> 'NaN'),
  constraint a_payment_goes_to_the_driver_billed
    foreign key (billing_id, driver_id) references billing (id, driver_id)
);
alter sequence payment_id_seq owned by payment.id;

create sequence trips_id_seq start 2000001;
create table trips (
  id                     bigint primary key default nextval('trips_id_seq'),
  rider_id               bigint not null constraint trips_rider_is_known references riders,
  driver_id              bigint not null constraint trips_driver_is_known references drivers,
  rider_name             text,
  rider_mobile           text,
  rider_email            text not null,
  trip_info              text not null,
  driver_name            text,
  driver_email           text,
  driver_mobile          text,
  vehicle_id             text,
  cab_type_id            bigint constraint trips_cab_type_is_known references cab_types,
  vendor_id              bigint,
  pickup_datetime        timestamp not null,
  dropoff_datetime       timestamp not null,
  store_and_fwd_flag     text,
  rate_code_id           bigint constraint trips_rate_code_is_known references rate_codes,
  pickup_longitude       numeric,
  pickup_latitude        numeric,
  dropoff_longitude      numeric,
  dropoff_latitude       numeric,
  passenger_count        bigint,
  trip_distance          numeric,
  fare_amount            numeric(14, 2) not null,
  extra                  numeric(14, 2) not null,
  mta_tax                numeric(14, 2) not null,
  tip_amount             numeric(14, 2) not null,
  tolls_amount           numeric(14, 2) not null,
  ehail_fee              numeric(14, 2) not null default 0,
  improvement_surcharge  numeric(14, 2) not null,
  total_amount           numeric(14, 2) not null,
  payment_type           bigint constraint trips_payment_type_is_known references payment_types,
  trip_type              bigint,
  pickup_location_id     bigint,
  dropoff_location_id    bigint,
  status                 text not null constraint trips_status_is_known references trip_status (status),
  -- ours: the charges that came after the workshop's table was drawn, and where the row came from
  congestion_surcharge   numeric(14, 2) not null default 0,
  airport_fee            numeric(14, 2) not null default 0,
  cbd_congestion_fee     numeric(14, 2) not null default 0,
  other_amount           numeric(14, 2) not null default 0,
  sequence_number        numeric(40) not null default 0,
  recorded_at            timestamp not null default (now() at time zone 'UTC'),
  created_at             timestamp not null default (now() at time zone 'UTC'),
  constraint a_trip_is_recorded_once unique (rider_email, trip_info),
  constraint a_trip_comes_to_a_number check (total_amount <> 'NaN'),
  constraint a_trip_ends_after_it_begins check (dropoff_datetime >= pickup_datetime)
);
alter sequence trips_id_seq owned by trips.id;

comment on column trips.other_amount is
  'What the total holds beyond the named parts; our own writers put it here so that parts add up.';
comment on column trips.sequence_number is
  'The stream record that this row was last written from; 0 where it came from elsewhere.';

comment on column trips.created_at is
  'When DynamoDB made the record that says when the trip ended; where that is not known, when it was recorded.';

create index trips_driver_dropoff on trips (driver_id, dropoff_datetime);
create index trips_dropoff on trips (dropoff_datetime);
