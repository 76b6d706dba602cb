-- Recorded trips, their amendments and the imports that brought past trips in bulk.
--
-- `trips` is the workshop's table; columns that Farestream adds stand at its end. What a trip refers to is
-- checked by triggers, once a statement, and not by foreign keys: see R__references.sql.

create sequence trips_id_seq start 2000001;
create table trips (
  id                     bigint primary key default nextval('trips_id_seq'),
  rider_id               bigint not null,
  driver_id              bigint not null,
  rider_name             text,
  rider_mobile           text,
  rider_email            text not null,
  trip_info              text not null,
  driver_name            text,
  driver_email           text,
  driver_mobile          text,
  vehicle_id             text,
  cab_type_id            bigint,
  vendor_id              bigint,
  pickup_datetime        timestamp not null,
  dropoff_datetime       timestamp not null,
  store_and_fwd_flag     text,
  rate_code_id           bigint,
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
  payment_type           bigint,
  trip_type              bigint,
  pickup_location_id     bigint,
  dropoff_location_id    bigint,
  status                 text not null,
  -- Charges that came after the workshop's table was drawn, and where the row came from.
  congestion_surcharge   numeric(14, 2) not null default 0,
  airport_fee            numeric(14, 2) not null default 0,
  cbd_congestion_fee     numeric(14, 2) not null default 0,
  other_amount           numeric(14, 2) not null default 0,
  -- A repair is written between two records of the stream, hence the fraction.
  sequence_number        numeric(56, 16) not null default 0,
  recorded_at            timestamp not null default (now() at time zone 'UTC'),
  created_at             timestamp not null default (now() at time zone 'UTC'),
  trip_import           bigint,
  constraint a_trip_is_recorded_once unique (rider_email, trip_info),
  constraint a_trip_comes_to_a_number check (total_amount <> 'NaN'),
  constraint a_trip_ends_after_it_begins check (dropoff_datetime >= pickup_datetime)
);
alter sequence trips_id_seq owned by trips.id;

comment on column trips.rider_id is 'Refers to riders.';
comment on column trips.driver_id is 'Refers to drivers.';
comment on column trips.cab_type_id is 'Refers to cab_types.';
comment on column trips.rate_code_id is 'Refers to rate_codes.';
comment on column trips.payment_type is 'Refers to payment_types.';
comment on column trips.status is 'Refers to trip_status.';
comment on column trips.other_amount is
  'What the total holds beyond the named parts; our own writers put it here so that parts add up.';
comment on column trips.sequence_number is
  'The stream record that this row was last written from; 0 where it came from elsewhere.';
comment on column trips.created_at is
  'When DynamoDB made the record that says when the trip ended; where that is not known, when it was recorded.';
comment on column trips.trip_import is
  'The load that it came with, in bulk; null where it was driven here. No cycle bills a trip that has one.';

create index trips_driver_dropoff on trips (driver_id, dropoff_datetime);
create index trips_dropoff on trips (dropoff_datetime);
-- Cycles and `status` read this index: it has no imported trip, however many there are.
create index trips_driven_here on trips (id) where trip_import is null;
-- Disputed trips are looked up by themselves, and by their tripinfo alone.
create index trips_disputed on trips (trip_info) where payment_type = 4 and trip_import is null;

create table trip_history (
  id               bigint generated always as identity primary key,
  trip_id          bigint not null references trips,
  amended_at       timestamp not null default (now() at time zone 'UTC'),
  former           jsonb not null
);
create index trip_history_trip on trip_history (trip_id);
comment on table trip_history is 'Each row of trips as it was before an amendment, oldest first.';

create sequence trip_import_id_seq;
create table trip_import (
  id             bigint primary key default nextval('trip_import_id_seq'),
  source         text not null,
  -- The place of the first trip within the source; an import that is resumed skips what is loaded.
  place          bigint not null,
  -- Settled trips were paid to their drivers elsewhere. The others have bills by hand, made in the same
  -- transaction.
  settled        boolean not null,
  trips          bigint not null,
  total          numeric(20, 2) not null,
  trip_ids       bigint[] not null,
  loaded_at      timestamp not null default (now() at time zone 'UTC'),
  database_role  text not null default session_user,
  constraint a_place_of_a_source_is_loaded_once unique (source, place),
  constraint a_load_counts_its_trips check (trips = cardinality(trip_ids))
);
alter sequence trip_import_id_seq owned by trip_import.id;
comment on table trip_import is
  'Trips that came in bulk, so many at once. trip_ids: those that the load wrote, not what was there.';
comment on column trip_import.total is 'What its trips came to when they were loaded.';

create table trip_import_sent (
  load_id  bigint primary key references trip_import,
  sent_at  timestamp not null default (now() at time zone 'UTC')
);
comment on table trip_import_sent is 'Loads whose trips have their items in DynamoDB.';

-- A simulated trip ends by the city's clock and not by the world's, and DynamoDB's stream gives the time of
-- a record to the second only. So the simulation notes here when it completed a trip.
create table trip_followed (
  trip_id       bigint primary key references trips,
  completed_at  timestamp not null
);
comment on table trip_followed is
  'Trips that a run followed into the ledger. Only reports read it, to tell how long the stream took.';
comment on column trip_followed.completed_at is
  'When DynamoDB had confirmed the completion, in UTC by the clock of whoever completed it.';
