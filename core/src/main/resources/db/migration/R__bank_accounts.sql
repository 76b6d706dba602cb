-- Verifies the check digits of bank accounts, and rejects payments to blocked accounts.

-- These two functions apply the same rules as the commands.
create or replace function is_iban(iban text) returns boolean language sql immutable as $$
  select iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' and (
    select string_agg(
      case when sign ~ '[A-Z]' then (ascii(sign) - 55)::text else sign end, '' order by position
    )::numeric % 97 = 1
    from regexp_split_to_table(substr(iban, 5) || substr(iban, 1, 4), '')
      with ordinality as signs (sign, position))
$$;

create or replace function is_routing_number(number text) returns boolean language sql immutable as $$
  select number ~ '^[0-9]{9}$' and (
    select sum(digit::integer * (array[3, 7, 1])[(position - 1) % 3 + 1]) % 10 = 0
    from regexp_split_to_table(number, '') with ordinality as digits (digit, position))
$$;

-- These two constraints are added here rather than with the table because they need the functions. They are NOT
-- VALID because bank_account is append-only, so an existing row that violates them could not be corrected.
alter table bank_account
  drop constraint if exists an_iban_has_its_check_digits,
  drop constraint if exists a_routing_number_has_its_check_digit;
alter table bank_account
  add constraint an_iban_has_its_check_digits check (iban is null or is_iban(iban)) not valid,
  add constraint a_routing_number_has_its_check_digit
    check (routing_number is null or is_routing_number(routing_number)) not valid;

-- Returns a key that is equal for rows of the same account.
create or replace function account_key(account bank_account) returns text language sql immutable
begin atomic
  select upper(coalesce((account).iban, (account).routing_number || ' ' || (account).account_number));
end;

create or replace view blocked_account as
select last.* from (
  select distinct on (key) account_key(account) as key, event.*
  from bank_account_event as event join bank_account as account on account.id = event.bank_account
  order by key, event.id desc) as last
where event = 'blocked';
comment on view blocked_account is 'Account numbers that bank files must not pay.';

create or replace function a_blocked_account_is_not_paid() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  driver bigint;
begin
  select written.driver_id into driver
  from written join bank_account as account on account.id = written.bank_account
    join blocked_account on key = account_key(account)
  order by written.driver_id limit 1;
  if found then
    raise exception 'the bank account of driver % is blocked', driver
      using errcode = 'check_violation', constraint = 'a_blocked_account_is_not_paid',
        table = 'payment';
  end if;
  return null;
end
$$;
create or replace trigger a_blocked_account_is_not_paid after insert on payment
  referencing new table as written
  for each statement execute function a_blocked_account_is_not_paid();
