-- Cycles and what was billed in them.

create table billing_cycle (
  cycle         bigint primary key,
  previous      bigint,
  starts_at     timestamp not null,
  ends_at       timestamp not null,
  zone          text not null,
  driver_share  numeric(10, 6) not null,
  closed_at     timestamp not null default (now() at time zone 'UTC'),
  constraint cycles_start_at_2 check (cycle >= 2),
  constraint a_cycle_follows_the_one_before check (
    case when cycle = 2 then previous is null else previous is not null and previous = cycle - 1 end),
  constraint a_cycle_ends_after_it_starts check (ends_at > starts_at),
  constraint a_cycle_has_one_end unique (cycle, ends_at),
  constraint a_cycle_starts_where_the_last_ended
    foreign key (previous, starts_at) references billing_cycle (cycle, ends_at)
);
comment on table billing_cycle is
  'The cycles that were closed. Contiguous: each starts, by its key, where the last ended. UTC.';

create table billing_line (
  trip_id     bigint not null references trips,
  billing_id  bigint not null references billing,
  amount      numeric(14, 2) not null,
  constraint a_trip_is_billed_once primary key (trip_id)
);
create index billing_line_billing on billing_line (billing_id);
comment on table billing_line is 'One row per trip billed; the lines of a bill add up to it.';

-- `bill` asks it for every trip.
create index billing_by_hand on billing (driver_id, billing_start) where made_by = 'hand';

-- The lab's billing INSERT knows nothing of lines. It may bill a day that we have not; where we
-- have billed trips of that driver in that period, it is refused. The lock is the one that `bill`
-- takes, so that neither can slip past the other: who waits for it sees afterwards what the other
-- has committed. In REPEATABLE READ that wouldn't be so, and the bill is refused.
create function refuse_to_bill_a_trip_twice() returns trigger language plpgsql as $$
declare
  billed bigint;
begin
  if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
    raise exception 'a bill by hand is made in a READ COMMITTED transaction'
      using errcode = 'feature_not_supported', table = 'billing',
        detail = 'In ' || upper(current_setting('transaction_isolation'))
          || ' it does not see what was billed since the transaction began.';
  end if;
  perform pg_advisory_xact_lock(hashtext('farestream.bill'));
  select count(*) into billed
  from billing_line join trips on trips.id = billing_line.trip_id
  where trips.driver_id = new.driver_id
    and trips.dropoff_datetime > new.billing_start
    and trips.dropoff_datetime < new.billing_end;
  if billed > 0 then
    raise exception 'driver % has % trip(s) from % to % that are billed already',
        new.driver_id, billed, new.billing_start, new.billing_end
      using errcode = 'unique_violation', constraint = 'a_trip_is_billed_once',
        table = 'billing_line', hint = 'billing_line has the trips of each bill.';
  end if;
  return new;
end
$$;

create trigger a_trip_is_billed_once before insert on billing
  for each row when (new.made_by = 'hand') execute function refuse_to_bill_a_trip_twice();
