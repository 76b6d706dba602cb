-- What carries a trip once: checkpoints that commit with the rows, the history of rows that were
-- amended, and the records that could not be recorded.

create table stream_checkpoint (
  stream_arn       text not null,
  shard_id         text not null,
  -- the last record committed; null where the shard was begun but gave none yet
  sequence_number  text,
  finished         boolean not null default false,
  committed_at     timestamp not null default (now() at time zone 'UTC'),
  primary key (stream_arn, shard_id)
);

create table trip_history (
  id               bigint generated always as identity primary key,
  trip_id          bigint not null references trips,
  amended_at       timestamp not null default (now() at time zone 'UTC'),
  former           jsonb not null
);
create index trip_history_trip on trip_history (trip_id);
comment on table trip_history is 'Each row of trips as it was before an amendment, oldest first.';

create function keep_the_former_trip() returns trigger language plpgsql as $$
begin
  insert into trip_history (trip_id, former) values (old.id, to_jsonb(old));
  return new;
end
$$;

-- In the schema and not in the sink: an UPDATE from anywhere keeps history.
create trigger trips_keep_history before update on trips
  for each row when (old.* is distinct from new.*) execute function keep_the_former_trip();

create table quarantine (
  id               bigint generated always as identity primary key,
  stream_arn       text not null,
  sequence_number  text not null,
  rider_email      text,
  trip_info        text,
  reason           text not null,
  -- json, not jsonb: kept to the letter, even what jsonb would refuse
  payload          json not null,
  quarantined_at   timestamp not null default (now() at time zone 'UTC'),
  constraint a_record_is_quarantined_once unique (stream_arn, sequence_number)
);
