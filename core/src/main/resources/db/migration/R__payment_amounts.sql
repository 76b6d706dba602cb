-- A payment is what its bill says, and only a completed bill is paid.

-- The lab's payment INSERT is for all bills of cycle 2, also those of the command `bill`. It skips those that
-- are paid, or come to nothing.
create or replace function a_payment_is_what_its_bill_says() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  bill billing;
begin
  select * into bill from billing where id = new.billing_id;
  -- If there is no such bill, the foreign key refuses the payment; an impossible amount has its own constraint.
  if not found or new.payment_amount <= 0 or new.payment_amount = 'NaN' then
    return new;
  end if;
  if new.made_by = 'hand' and bill.made_by = 'farestream' and (bill.payable = 0 or exists (
      select from payment
      where billing_id = bill.id and payment_counts(payment_status))) then
    raise notice 'bill % is Farestream''s and %: passed over', bill.id,
      case when bill.payable = 0 then 'comes to no payment' else 'paid' end;
    return null;
  end if;
  if bill.billing_status is distinct from 'completed'
      or bill.made_by = 'farestream' and not exists (
        select from closed_cycle where cycle = bill.billing_cycle) then
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
create or replace trigger a_payment_is_what_its_bill_says before insert on payment
  for each row execute function a_payment_is_what_its_bill_says();
