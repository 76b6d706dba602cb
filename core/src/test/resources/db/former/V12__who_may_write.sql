-- The rules of V8 to V11 hold for the role of the commands, too, whatever it writes by hand.

-- A table of the session's own must not stand in for one that a rule looks at.
do $$
declare
  rule regprocedure;
begin
  for rule in
    select oid::regprocedure from pg_proc
    where pronamespace = 'public'::regnamespace and prorettype = 'trigger'::regtype
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', rule);
  end loop;
end
$$;

-- Triggers call these; nobody else may put them onto a table of his own.
do $$
declare
  privileged regprocedure;
begin
  for privileged in
    select oid::regprocedure from pg_proc
    where pronamespace = 'public'::regnamespace and prosecdef
  loop
    execute format('revoke execute on function %s from public', privileged);
  end loop;
end
$$;

-- Names are typed by people: "Anna  Lee" and "anna lee" are one.
create function name_of_one(person text) returns text language sql immutable as $$
  select lower(regexp_replace(btrim(person), '\s+', ' ', 'g'))
$$;
create or replace function four_eyes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if name_of_one(new.by_whom) = (select name_of_one(by_whom) from billing_cycle_event
      where cycle = new.cycle and event = 'proposed' order by id desc limit 1) then
    raise exception 'cycle % was proposed by %, and is approved by another person',
        new.cycle, new.by_whom
      using errcode = 'check_violation', constraint = 'four_eyes', table = 'billing_cycle_event';
  end if;
  return new;
end
$$;

create or replace function a_cycle_only_closes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.status = 'proposed' then
    if tg_op = 'DELETE' then
      return old;
    end if;
    if not exists (
        select from billing_cycle_event where cycle = new.cycle and event = 'approved'
          and id > (select max(id) from billing_cycle_event
            where cycle = new.cycle and event = 'proposed')) then
      raise exception 'cycle % is proposed and was not approved', new.cycle
        using errcode = 'check_violation', constraint = 'four_eyes', table = 'billing_cycle';
    end if;
    if new.status = 'closed'
        and to_jsonb(old) - array['status', 'closed_at']
          = to_jsonb(new) - array['status', 'closed_at'] then
      return new;
    end if;
  end if;
  perform refuse_to_change_a_closed_cycle(old.cycle, 'billing_cycle');
  return null;
end
$$;

-- A bill of ours whose cycle was never recorded is none: it is not paid, and the owner may strike it.
create or replace function a_bill_never_changes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  -- Generated columns are not there yet before the row is written.
  not_compared constant text[] := array['billing_status', 'platform_part', 'payable'];
  known text;
begin
  if old.made_by = 'hand' then
    raise exception 'bill % was made by hand, and no bill is rewritten', old.id
      using errcode = 'restrict_violation', constraint = 'nothing_is_rewritten', table = 'billing';
  end if;
  select status into known from billing_cycle where cycle = old.billing_cycle;
  if tg_op = 'DELETE' and known is distinct from 'closed' then
    return old;
  end if;
  if known = 'proposed' and (old.billing_status, new.billing_status) = ('proposed', 'completed')
      and to_jsonb(old) - not_compared = to_jsonb(new) - not_compared then
    return new;
  end if;
  perform refuse_to_change_a_closed_cycle(old.billing_cycle, 'billing');
  return null;
end
$$;

create or replace function nothing_leaves_a_bill() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  known bigint;
begin
  select billing_cycle into known from billing
  where id in (select billing_id from struck)
    and (made_by = 'hand' or exists (
      select from billing_cycle where cycle = billing_cycle and status = 'closed')) limit 1;
  if found then
    perform refuse_to_change_a_closed_cycle(known, tg_table_name);
  end if;
  return null;
end
$$;

-- The lab's payment INSERT is for all bills of cycle 2, ours among them. Those that are paid, or come to
-- nothing, it passes over.
create or replace function a_payment_is_what_its_bill_says() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  bill billing;
begin
  select * into bill from billing where id = new.billing_id;
  -- Where there is none, the foreign key says so; amounts that can't be, their own constraint.
  if not found or new.payment_amount <= 0 or new.payment_amount = 'NaN' then
    return new;
  end if;
  if new.made_by = 'hand' and bill.made_by = 'farestream' and (bill.payable = 0 or exists (
      select from payment
      where billing_id = bill.id and payment_status not in ('failed', 'returned'))) then
    raise notice 'bill % is Farestream''s and %: passed over', bill.id,
      case when bill.payable = 0 then 'comes to no payment' else 'paid' end;
    return null;
  end if;
  if bill.billing_status is distinct from 'completed'
      or bill.made_by = 'farestream' and not exists (
        select from billing_cycle where cycle = bill.billing_cycle and status = 'closed') then
    raise exception 'bill % is % and not payable', bill.id,
        case when bill.billing_status = 'completed' then 'of no closed cycle'
          else coalesce(bill.billing_status, 'open') end
      using errcode = 'check_violation', constraint = 'only_a_completed_bill_is_paid',
        table = 'payment';
  end if;
  if new.payment_amount <> bill.payable then
    raise exception 'bill % comes to a payment of %, not %', bill.id, bill.payable,
        new.payment_amount
      using errcode = 'check_violation', constraint = 'a_payment_is_what_its_bill_says',
        table = 'payment', hint = './farestream pay pays it.';
  end if;
  return new;
end
$$;

-- What a payment's state says of its time and reason is whoever's who writes it; this is ours.
alter table payment_event
  add column recorded_at timestamp not null default (clock_timestamp() at time zone 'UTC');
comment on column payment_event.recorded_at is 'When it was written, by the server''s clock.';

create function a_payment_fails_for_a_reason() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.payment_status in ('failed', 'returned') and coalesce(btrim(new.status_reason), '') = '' then
    raise exception 'payment % becomes % for a reason: status_reason', old.id, new.payment_status
      using errcode = 'check_violation', constraint = 'a_payment_fails_for_a_reason',
        table = 'payment';
  end if;
  return new;
end
$$;
create trigger a_payment_fails_for_a_reason before update on payment
  for each row execute function a_payment_fails_for_a_reason();

-- The check digits, as the commands check them.
create function is_iban(iban text) returns boolean language sql immutable as $$
  select iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' and (
    select string_agg(
      case when sign ~ '[A-Z]' then (ascii(sign) - 55)::text else sign end, '' order by place
    )::numeric % 97 = 1
    from regexp_split_to_table(substr(iban, 5) || substr(iban, 1, 4), '')
      with ordinality as signs (sign, place))
$$;
create function is_routing_number(number text) returns boolean language sql immutable as $$
  select number ~ '^[0-9]{9}$' and (
    select sum(digit::integer * (array[3, 7, 1])[(place - 1) % 3 + 1]) % 10 = 0
    from regexp_split_to_table(number, '') with ordinality as digits (digit, place))
$$;
alter table bank_account
  add constraint an_iban_has_its_check_digits check (iban is null or is_iban(iban)) not valid,
  add constraint a_routing_number_has_its_check_digit
    check (routing_number is null or is_routing_number(routing_number)) not valid;
