-- What the sink needs to say who reads, what the stream lost, what was removed, and what became of
-- records that were set aside.

-- A repair is written between two records of the stream: later than the one, earlier than the next.
alter table trips alter column sequence_number type numeric(56, 16);

create table stream_reader (
  only_row  boolean primary key default true check (only_row),
  epoch     bigint not null
);
insert into stream_reader (epoch) values (0);
comment on table stream_reader is
  'Counts the workers that took over the stream. A commit of an earlier one is refused.';

-- An error and not an empty answer, so that what follows in the same message, the commit, is not done.
create function require_reader(wanted bigint) returns void language plpgsql as $$
begin
  -- Locked until the commit: whoever takes over comes either before it or after it.
  perform from stream_reader where epoch = wanted for share;
  if not found then
    raise exception 'another reader has taken over from epoch %', wanted
      using errcode = 'FS001', table = 'stream_reader';
  end if;
end
$$;

create table stream_gap (
  id                     bigint generated always as identity primary key,
  stream_arn             text not null,
  shard_id               text not null,
  -- the last record applied before the gap; null where none of the shard was
  after_sequence_number  text,
  found_at               timestamp not null default (now() at time zone 'UTC'),
  healed_at              timestamp,
  constraint a_gap_is_found_once unique nulls not distinct
    (stream_arn, shard_id, after_sequence_number)
);
comment on table stream_gap is
  'Where the stream had dropped records before they were read. Healed once both sides were compared.';

create table trip_removal (
  rider_email      text not null,
  trip_info        text not null,
  sequence_number  numeric(56, 16) not null,
  noted_at         timestamp not null default (now() at time zone 'UTC'),
  primary key (rider_email, trip_info)
);
comment on table trip_removal is
  'Completed trips whose item was removed from DynamoDB. Their rows in trips stay.';

alter table quarantine
  add column resolved_at timestamp,
  add column resolution text
    constraint a_resolution_is_one_of_two check (resolution in ('replayed', 'dropped')),
  add column resolution_reason text,
  add constraint a_resolution_has_its_time
    check ((resolved_at is null) = (resolution is null)),
  add constraint a_record_is_dropped_for_a_reason
    check (resolution <> 'dropped' or coalesce(resolution_reason, '') <> '');
create index quarantine_open on quarantine (id) where resolved_at is null;
-- A hash, for what a record calls its trip may be longer than a b-tree takes.
create index quarantine_of_trip on quarantine using hash (trip_info);

-- That a later record changed nothing is no amendment: only the row's place in the stream moves.
create or replace function keep_the_former_trip() returns trigger language plpgsql as $$
begin
  if to_jsonb(old) - 'sequence_number' <> to_jsonb(new) - 'sequence_number' then
    insert into trip_history (trip_id, former) values (old.id, to_jsonb(old));
  end if;
  return new;
end
$$;
