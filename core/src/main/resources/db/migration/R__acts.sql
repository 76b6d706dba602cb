-- The log of acts: who did what, when and to what. It contains no personal data, so it has numbers and no reasons.
--
-- The rows of the tables below are the log; nothing else is written. What one person did of one kind within a minute is
-- one line, since an import adds 100,000 people and `pay` completes as many payments.
create or replace view act as
with done (recorded_at, actor, login, act, kind, key, amount) as (
  select recorded_at, actor, login, event, kind, number::text, null::numeric from person_change
  union all
  select recorded_at, actor, login, 'loaded', 'trip import', id::text, total from trip_import
  union all
  select recorded_at, actor, login, resolution, 'quarantined record', id::text, null from quarantine
  where resolution is not null
  union all
  select recorded_at, actor, login, 'added', 'manual bill', id::text, billing_amount from billing
  where made_by = 'manual'
  union all
  select recorded_at, actor, login, event, 'cycle', cycle::text, null from billing_cycle_event
  union all
  select recorded_at, actor, login, outcome, 'dispute', 'of trip ' || trip_id, null from dispute_resolution
  union all
  select recorded_at, actor, login, decision, 'trip', trip_id::text, amount from trip_decision
  union all
  select recorded_at, actor, login, 'added', 'bank account', coalesce('of driver ' || driver_id, 'of the platform'),
    null
  from bank_account
  union all
  select happened.recorded_at, happened.actor, happened.login, event, 'bank account',
    coalesce('of driver ' || driver_id, 'of the platform'), null
  from bank_account_event as happened join bank_account on bank_account.id = bank_account
  union all
  select recorded_at, actor, login, 'created', 'bank file', message_id, control_sum from payment_batch
  union all
  select finished_at, finished_actor, finished_login,
    case when written_at is null then 'abandoned' else 'written' end, 'bank file', message_id, control_sum
  from payment_batch where finished_at is not null
  union all
  select happened.recorded_at, happened.actor, happened.login, status, 'payment', payment::text, payment_amount
  from payment_event as happened join payment on payment.id = payment
  union all
  select recorded_at, actor, login, 'read', 'bank message', message_id, null from bank_message
)
select max(recorded_at) as recorded_at, actor, login, act,
  case count(*) when 1 then kind || ' ' || min(key) else count(*) || ' ' || kind || 's' end as object,
  sum(amount) as amount
from done
group by actor, login, act, kind, date_trunc('minute', recorded_at);
comment on view act is
  'Who did what, when (UTC) and to what; one line for what one person did of one kind within a minute.';
