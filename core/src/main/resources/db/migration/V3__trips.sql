-- Recorded trips, their amendments, and bulk imports of past trips.
--
-- `trips` is the workshop's table. Columns added by Farestream are at its end. References of a trip are checked
-- by statement-level triggers instead of foreign keys: see R__references.sql.

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
  -- Charges that were introduced after the workshop, and the origin of the row.
  congestion_surcharge   numeric(14, 2) not null default 0,
  airport_fee            numeric(14, 2) not null default 0,
  cbd_congestion_fee     numeric(14, 2) not null default 0,
  other_amount           numeric(14, 2) not null default 0,
  -- Has a fraction because a repair is ordered between two records of the stream.
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
  'The difference between the total and the other parts. Farestream''s writers set it so that the parts add up.';
comment on column trips.sequence_number is
  'The sequence number of the stream record that last wrote this row; 0 if it has another origin.';
comment on column trips.created_at is
  'When DynamoDB created the record with the drop-off; if unknown, when the row was written.';
comment on column trips.trip_import is
  'The import that wrote the trip; null for a trip from the stream. Cycles never bill imported trips.';

create index trips_driver_dropoff on trips (driver_id, dropoff_datetime);
create index trips_dropoff on trips (dropoff_datetime);
-- Cycles and `status` scan this index. It excludes imported trips, of which there may be many.
create index trips_driven_here on trips (id) where trip_import is null;
-- For listing disputed trips, and for finding one by its trip_info without the rider.
create index trips_disputed on trips (trip_info) where payment_type = 4 and trip_import is null;

create table trip_history (
  id               bigint generated always as identity primary key,
  trip_id          bigint not null references trips,
  amended_at       timestamp not null default (now() at time zone 'UTC'),
  previous         jsonb not null
);
create index trip_history_trip on trip_history (trip_id);
comment on table trip_history is 'The previous versions of amended trips; ids ascend in chronological order.';

create sequence trip_import_id_seq;
create table trip_import (
  id             bigint primary key default nextval('trip_import_id_seq'),
  source         text not null,
  -- The position of the first trip within the source. A resumed import skips positions that are loaded.
  position       bigint not null,
  -- True if the drivers were paid elsewhere. Otherwise the trips have manual bills, which are inserted in the
  -- same transaction.
  settled        boolean not null,
  trips          bigint not null,
  total          numeric(20, 2) not null,
  trip_ids       bigint[] not null,
  actor          text not null,
  login          text not null default session_user,
  recorded_at    timestamp not null default (clock_timestamp() at time zone 'UTC'),
  constraint a_position_of_a_source_is_loaded_once unique (source, position),
  constraint a_load_counts_its_trips check (trips = cardinality(trip_ids))
);
alter sequence trip_import_id_seq owned by trip_import.id;
comment on table trip_import is
  'Batches of imported trips. trip_ids lists the trips that a batch inserted, without those that existed.';
comment on column trip_import.total is 'The sum of the trips'' totals at the time of the import.';

create table trip_import_sent (
  load_id  bigint primary key references trip_import,
  sent_at  timestamp not null default (now() at time zone 'UTC')
);
comment on table trip_import_sent is 'Imports whose trips have been written to DynamoDB.';

-- The simulation records here when it completed a trip. The drop-off can't be used for that because it is in
-- simulated time, nor the time of the stream record because it has a precision of one second.
create table trip_followed (
  trip_id       bigint primary key references trips,
  completed_at  timestamp not null
);
comment on table trip_followed is
  'Trips that a simulation or replay tracked into the ledger. Only reports read it, for the latency of the stream.';
comment on column trip_followed.completed_at is
  'When DynamoDB confirmed the completion, in UTC, by the clock of the client that completed the trip.';
