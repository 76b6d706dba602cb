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

-- The rules for people; the class PersonField checks the same expressions and explains the parts.
create domain person_name as text
  constraint a_name_is_one_line_of_1_to_200_visible_characters
  check (value ~
    '^(?:(?! )(?!.* $)(?=.*[0-9A-Za-z\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF'
    '\u0370-\u1FFF\u2C00-\u2DFF\u3005-\u3007\u3021-\uD7FB\uF900-\uFDFF\uFE70-\uFFDC'
    '\U00010000-\U0001CFFF\U0001D400-\U0001EFFF\U0001FBF0-\U0003FFFF])'
    '[^\u0000-\u001F\u007F-\u00A0\u00AD\u0600-\u0605\u061C\u06DD\u070F\u0890\u0891'
    '\u08E2\u115F\u1160\u1680\u180E\u2000-\u200B\u200E\u200F\u2028-\u202F\u205F-\u206F'
    '\u2800\u3000\u3164\uD7FC-\uF8FF\uFEFF\uFFA0\uFFF9-\uFFFB\U000110BD\U000110CD'
    '\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A'
    '\U000E0000-\U000E00FF\U000F0000-\U0010FFFF]{1,200})$');
create domain email_address as text
  constraint an_email_has_the_form_a_at_example_com
  check (value ~
    '^(?:(?=.{3,254}$)[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]{1,64}'
    '@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+)$');
create domain mobile_number as text
  constraint a_mobile_number_is_international
  check (value ~ '^(?:\+[1-9][0-9]{3,14})$');
create domain plate as text
  constraint a_plate_has_1_to_20_capitals_and_digits
  check (value ~ '^(?:(?=.{1,20}$)[A-Z0-9]+(?:[ -][A-Z0-9]+)*)$');
create domain licence as text
  constraint a_licence_has_4_to_20_capitals_and_digits
  check (value ~ '^(?:(?=.{4,20}$)[A-Z0-9]+(?:-[A-Z0-9]+)*)$');

create table drivers (
  driver_id      bigint primary key
    constraint a_driver_number_has_1_to_18_digits check (driver_id between 1 and 999999999999999999),
  driver_name    person_name,
  vehicle_id     plate,
  make           bigint references car_model,
  driver_email   email_address,
  created_on     timestamp default (now() at time zone 'UTC'),
  driver_mobile  mobile_number,
  payment_id     bigint references payment_types,
  address        text,
  rating         numeric,
  profile        text,
  -- Added by Farestream.
  licence_number licence,
  active         boolean not null default true
);

create table riders (
  rider_id      bigint primary key
    constraint a_rider_number_has_1_to_18_digits check (rider_id between 1 and 999999999999999999),
  rider_name    person_name,
  rider_email   email_address,
  created_on    timestamp default (now() at time zone 'UTC'),
  payment_id    bigint references payment_types,
  rider_mobile  mobile_number,
  address       text,
  rating        numeric,
  profile       text,
  -- Added by Farestream.
  active        boolean not null default true
);

-- Unique ignoring case, so that nobody can take another's address by changing capitals. The collation makes the
-- comparison independent of the database's locale; Turkish has another small I. Plates and licences are unique ignoring
-- blanks and hyphens.
create unique index a_drivers_email_is_unique on drivers (lower(driver_email collate "C"));
create unique index a_riders_email_is_unique on riders (lower(rider_email collate "C"));
create unique index a_plate_is_unique on drivers (translate(vehicle_id, ' -', ''));
create unique index a_licence_is_unique on drivers (translate(licence_number, ' -', ''));
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
  actor          text not null,
  login          text not null default session_user,
  recorded_at    timestamp not null default (clock_timestamp() at time zone 'UTC')
);
create index person_change_person on person_change (kind, number);
comment on table person_change is
  'The history of riders and drivers; ids ascend in chronological order. Only triggers write it (R__people.sql).';
