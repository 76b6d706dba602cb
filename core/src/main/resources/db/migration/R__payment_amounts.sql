-- Requires that the amount of a payment equals its bill and that the bill is completed.

-- The lab's payment INSERT selects all bills of cycle 2, including those of the command `bill`. Rows for bills that
-- are already paid or have nothing to pay are skipped.
create or replace function a_payment_is_what_its_bill_says() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  bill billing;
begin
  select * into bill from billing where id = new.billing_id;
  -- If the bill doesn't exist, the foreign key rejects the payment. Invalid amounts are rejected by a constraint.
  if not found or new.payment_amount <= 0 or new.payment_amount = 'NaN' then
    return new;
  end if;
  if new.made_by = 'manual' and bill.made_by = 'farestream' and (bill.payable = 0 or exists (
      select from payment
      where billing_id = bill.id and payment_counts(payment_status))) then
    raise notice 'skipping bill %: %', bill.id,
      case when bill.payable = 0 then 'it has nothing to pay' else 'it is already paid' end;
    return null;
  end if;
  if bill.billing_status is distinct from 'completed'
      or bill.made_by = 'farestream' and not exists (
        select from closed_cycle where cycle = bill.billing_cycle) then
    raise exception 'bill % cannot be paid: %', bill.id,
        case when bill.billing_status = 'completed' then 'its cycle is not closed'
          else 'its status is ' || coalesce(bill.billing_status, 'null') end
      using errcode = 'check_violation', constraint = 'only_a_completed_bill_is_paid',
        table = 'payment';
  end if;
  if new.payment_amount <> bill.payable then
    raise exception 'the payment of bill % must be %, not %', bill.id, bill.payable,
        new.payment_amount
      using errcode = 'check_violation', constraint = 'a_payment_is_what_its_bill_says',
        table = 'payment', hint = 'Pay it with ./farestream pay.';
  end if;
  return new;
end
$$;
create or replace trigger a_payment_is_what_its_bill_says before insert on payment
  for each row execute function a_payment_is_what_its_bill_says();
