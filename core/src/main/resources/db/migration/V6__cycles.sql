-- Billing cycles with their events, and the decisions on trips that cycles depend on.

create table billing_cycle (
  cycle               bigint primary key,
  previous            bigint,
  starts_at           timestamp not null,
  ends_at             timestamp not null,
  zone                text not null,
  driver_share        numeric(10, 6) not null,
  closed_at           timestamp,
  status              text not null default 'closed'
    constraint a_cycle_is_proposed_or_closed check (status in ('proposed', 'closed')),
  policy              text not null default 'lab'
    constraint a_policy_is_one_of_two check (policy in ('lab', 'components')),
  minimum_payout      numeric(14, 2) not null default 0
    constraint a_minimum_is_nothing_or_more check (minimum_payout >= 0),
  -- High-water marks: the largest row ids that the cycle has processed. The next cycle starts above them.
  trips_high_water_mark       bigint not null default 0,
  history_high_water_mark     bigint not null default 0,
  disputes_high_water_mark    bigint not null default 0,
  quarantine_high_water_mark  bigint not null default 0,
  removals_high_water_mark    bigint not null default 0,
  decisions_high_water_mark   bigint not null default 0,
  -- When the cycle had processed its trips, by the server's clock.
  processed_at        timestamp not null default (clock_timestamp() at time zone 'UTC'),
  -- The limits beyond which the cycle held trips: see R__money_gate.sql.
  total_limit         numeric(14, 2) not null default 1000
    constraint a_total_limit_is_nothing_or_more check (total_limit >= 0),
  parts_tolerance     numeric(14, 2) not null default 200
    constraint a_parts_tolerance_is_nothing_or_more check (parts_tolerance >= 0),
  clock_tolerance     bigint not null default 15
    constraint a_clock_tolerance_is_nothing_or_more check (clock_tolerance >= 0),
  constraint cycles_start_at_2 check (cycle >= 2),
  constraint a_cycle_follows_the_one_before check (
    case when cycle = 2 then previous is null else previous is not null and previous = cycle - 1 end),
  constraint a_cycle_ends_after_it_starts check (ends_at > starts_at),
  constraint a_cycle_has_one_end unique (cycle, ends_at),
  constraint a_cycle_starts_where_the_last_ended
    foreign key (previous, starts_at) references billing_cycle (cycle, ends_at),
  constraint a_closed_cycle_has_its_time check ((status = 'closed') = (closed_at is not null))
);
comment on table billing_cycle is
  'Closed and proposed cycles. They are contiguous: a foreign key makes each start where the previous one ended.';
comment on column billing_cycle.trips_high_water_mark is
  'The largest trips.id processed. Trips up to it are due later only if they ended after the cut-off, were
held or are amended.';
comment on column billing_cycle.history_high_water_mark is
  'The largest trip_history.id processed. Amendments up to it are billed.';
comment on column billing_cycle.clock_tolerance is 'In minutes.';

-- Usually few rows: trips that ended between the cut-off and the closing, and held trips.
create table billing_cycle_left (
  cycle        bigint not null,
  trip_id      bigint not null,
  amount       numeric(14, 2),
  hold         text,
  is_rejected  boolean not null default false,
  primary key (cycle, trip_id)
);
comment on table billing_cycle_left is
  'Trips that the cycle processed and did not bill because they ended after its cut-off or were held. The next
cycle considers them again.';
comment on column billing_cycle_left.hold is
  'Why the trip, or its amendment, was held or rejected; null if it ended after the cut-off.';

create table billing_cycle_event (
  id             bigint generated always as identity primary key,
  cycle          bigint not null,
  event          text not null constraint a_cycle_event_is_one_of_four
                   check (event in ('closed', 'proposed', 'approved', 'rejected')),
  happened_at    timestamp not null,
  actor          text not null,
  login          text not null default session_user,
  recorded_at    timestamp not null default (clock_timestamp() at time zone 'UTC'),
  reason         text,
  constraint a_cycle_is_rejected_for_a_reason check (event <> 'rejected' or coalesce(btrim(reason), '') <> '')
);
comment on table billing_cycle_event is
  'The events of a cycle: what was done, when and by whom. Of a rejected cycle, only its events are kept.';

create table dispute_resolution (
  id           bigint generated always as identity primary key,
  trip_id      bigint not null references trips,
  outcome      text not null constraint a_dispute_is_won_or_lost check (outcome in ('won', 'lost')),
  resolved_at  timestamp not null default (now() at time zone 'UTC'),
  actor        text not null,
  login        text not null default session_user,
  recorded_at  timestamp not null default (clock_timestamp() at time zone 'UTC'),
  constraint a_dispute_is_resolved_once unique (trip_id)
);
comment on table dispute_resolution is
  'Resolved disputes. If a dispute is won, the rider pays and the trip earns; if it is lost, it earns nothing.';

create table trip_decision (
  id             bigint generated always as identity primary key,
  trip_id        bigint not null constraint a_decision_is_on_a_trip references trips,
  decision       text not null constraint a_held_trip_is_released_or_rejected
                   check (decision in ('released', 'rejected')),
  -- The total and hold at the time of the decision, set by the trigger in R__trip_decisions.sql.
  amount         numeric(14, 2) not null default 0,
  hold           text not null default '',
  -- The version that the decision covers: the ids of the trip's last amendment, quarantine record and removal.
  history_id     bigint not null default 0,
  quarantine_id  bigint not null default 0,
  removal_id     bigint not null default 0,
  actor          text not null,
  login          text not null default session_user,
  recorded_at    timestamp not null default (clock_timestamp() at time zone 'UTC'),
  reason         text not null
                   constraint a_decision_has_a_reason check (btrim(reason) <> '')
);
create index trip_decision_trip on trip_decision (trip_id);
comment on table trip_decision is
  'Releases and rejections of held trips. The last decision on a trip applies, for the version that it covers.';
