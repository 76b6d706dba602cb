-- Riders, drivers and the codes that trips refer to. These are the workshop's tables, with its names and
-- its order of columns, so that its SQL and tools work unchanged. In all files, money is numeric, counters
-- are bigint and timestamps are in UTC.

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
