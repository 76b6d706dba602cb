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
  driver_email   text,
  created_on     timestamp default (now() at time zone 'UTC'),
  driver_mobile  text,
  payment_id     bigint references payment_types,
  address        text,
  rating         numeric,
  profile        text,
  -- Added by Farestream.
  licence_number text unique,
  active         boolean not null default true
);

create table riders (
  rider_id      bigint primary key,
  rider_name    text,
  rider_email   text,
  created_on    timestamp default (now() at time zone 'UTC'),
  payment_id    bigint references payment_types,
  rider_mobile  text,
  address       text,
  rating        numeric,
  profile       text,
  -- Added by Farestream.
  active        boolean not null default true
);

-- Unique ignoring case, so that nobody can take another's address by changing capitals.
create unique index an_email_is_of_one_driver on drivers (lower(driver_email));
create unique index an_email_is_of_one_rider on riders (lower(rider_email));
comment on column drivers.active is 'Inactive drivers accept no trips. Trips that they complete are still recorded and billed.';
comment on column riders.active is 'Inactive riders book no trips. Trips that they complete are still recorded and billed.';

create table person_change (
  id             bigint generated always as identity primary key,
  kind           text not null constraint a_person_is_a_rider_or_a_driver check (kind in ('rider', 'driver')),
  number         bigint not null,
  event          text not null
    constraint a_person_is_added_changed_or_removed check (event in ('added', 'changed', 'removed')),
  -- The values of the changed columns, before and after.
  old_values     jsonb,
  new_values     jsonb,
  changed_at     timestamp not null default (now() at time zone 'UTC'),
  database_role  text not null default session_user
);
create index person_change_person on person_change (kind, number);
comment on table person_change is
  'The history of riders and drivers; ids ascend in chronological order. Only triggers write it (R__people.sql).';
