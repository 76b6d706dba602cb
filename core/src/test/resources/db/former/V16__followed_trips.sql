-- A simulated trip ends by the city's clock and not by the world's, and DynamoDB's stream tells only to the
-- second when a record was made. So who has completed a trip and looks for its row says here when that was.

create table trip_followed (
  trip_id       bigint primary key references trips,
  completed_at  timestamp not null
);
comment on table trip_followed is
  'Trips that a run followed into the ledger. Only reports read it, to tell how long the stream took.';
comment on column trip_followed.completed_at is
  'When DynamoDB had confirmed the completion, in UTC by the clock of whoever completed it.';
