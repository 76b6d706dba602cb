package farestream.audit;

import java.util.List;

/// Checks that each bill equals the sum of its lines and adjustments, and that the balance it
/// leaves open is carried into the driver's next bill. A manual bill must equal its lines or, if
/// it has none, the trips of its period.
final class BillsStep {

  /// Each figure is recomputed from the stored values of those before it, so the first figure that
  /// differs is the one that is wrong.
  private static final String SUMS =
      """
      with of_lines as (
        select billing_id, count(*) as rides, sum(amount) as amount,
          sum(drivers_part) as drivers_part, sum(taxes) as taxes, sum(withheld) as withheld,
          sum(cash) as cash
        from billing_line group by billing_id
      ), of_adjustments as (
        select billing_id, sum(drivers_part - cash) as adjustment
        from billing_adjustment group by billing_id
      )
      select bill.id as sort_key, 'a bill differs from its lines and adjustments' as what,
        jsonb_build_object('billing', bill.id, 'billing_cycle', bill.billing_cycle) as rows,
        number, figure, found::text, expected::text
      from billing as bill
        join billing_cycle as cycle on cycle.cycle = bill.billing_cycle
        left join of_lines on of_lines.billing_id = bill.id
        left join of_adjustments on of_adjustments.billing_id = bill.id
        left join billing as previous on previous.driver_id = bill.driver_id
          and previous.billing_cycle = bill.billing_cycle - 1 and previous.made_by = 'farestream'
        cross join lateral (
          select bill.drivers_part - bill.cash_held + bill.adjustment + bill.carried_in as balance
        ) as left_open
        cross join lateral (values
          (1, 'rides_total', cast(bill.rides_total as numeric), coalesce(rides, 0)),
          (2, 'billing_amount', bill.billing_amount, coalesce(amount, 0.00)),
          (3, 'drivers_part', bill.drivers_part,
            coalesce(of_lines.drivers_part, 0.00)),
          (4, 'taxes', bill.taxes, coalesce(of_lines.taxes, 0.00)),
          (5, 'withheld', bill.withheld, coalesce(of_lines.withheld, 0.00)),
          (6, 'cash_held', bill.cash_held, coalesce(of_lines.cash, 0.00)),
          (7, 'adjustment', bill.adjustment,
            coalesce(of_adjustments.adjustment, 0.00)),
          (8, 'carried_in', bill.carried_in, coalesce(previous.carried_out, 0.00)),
          (9, 'carried_out', bill.carried_out,
            case when balance > 0 and balance >= minimum_payout then 0.00 else balance end),
          (10, 'platform_part', bill.platform_part,
            (bill.billing_amount - bill.drivers_part - bill.taxes - bill.withheld)),
          (11, 'payable', bill.payable, (balance - bill.carried_out))
        ) as figure (number, figure, found, expected)
      where bill.made_by = 'farestream' and found is distinct from expected
      """;

  private static final String EMPTY =
      """
      select id as sort_key, 'a bill has no trips, no adjustments and no carried balance' as what,
        jsonb_build_object('billing', id) as rows,
        1 as number, 'rides_total' as figure, '0' as found, null::text as expected
      from billing as bill
      where made_by = 'farestream' and rides_total = 0 and carried_in = 0
        and not exists (select from billing_adjustment where billing_id = bill.id)
      """;

  private static final String NOT_CARRIED =
      """
      select previous.id as sort_key, 'a balance was not carried into the next bill' as what,
        jsonb_build_object('billing', previous.id, 'billing_cycle', previous.billing_cycle + 1)
          as rows,
        1 as number, 'carried_in' as figure, null::text as found,
        previous.carried_out::text as expected
      from billing as previous
      where made_by = 'farestream' and carried_out <> 0
        and exists (select from billing_cycle where cycle = previous.billing_cycle + 1)
        and not exists (
          select from billing as next
          where next.made_by = 'farestream' and next.driver_id = previous.driver_id
            and next.billing_cycle = previous.billing_cycle + 1)
      """;

  /// A manual bill has the amounts of the lab's statement and none of the additional parts.
  private static final String MANUAL =
      """
      select id as sort_key, 'a manual bill is not shared by the lab policy' as what,
        jsonb_build_object('billing', id) as rows, figure.*
      from billing
      cross join lateral (values
        (1, 'policy', policy, 'lab'),
        (2, 'drivers_part', drivers_part::text, round(billing_amount * commissions, 2)::text),
        (3, 'taxes', taxes::text, '0.00'),
        (4, 'withheld', withheld::text, '0.00'),
        (5, 'cash_held', cash_held::text, '0.00'),
        (6, 'adjustment', adjustment::text, '0.00'),
        (7, 'carried_in', carried_in::text, '0.00'),
        (8, 'carried_out', carried_out::text, '0.00'),
        (9, 'billing_amount', billing_amount::text, coalesce(
          (select sum(amount) from billing_line where billing_id = billing.id),
          billing_amount)::text)
      ) as figure (number, figure, found, expected)
      where made_by = 'manual' and found is distinct from expected
      """;

  /// A manual bill without lines did not match the trips of its period when it was made. It may
  /// match them by now.
  private static final String MANUAL_WITHOUT_LINES =
      """
      select manual.id as sort_key,
        'a manual bill differs from the trips of its period' as what,
        jsonb_build_object('billing', manual.id) as rows, figure.*
      from unitemized_bill as manual
      cross join lateral (
        select count(*) as rides, coalesce(sum(total_amount), 0.00) as amount
        from trips
        where is_billable(trips) and driver_id = manual.driver_id
          and is_in_period(dropoff_datetime, manual.billing_start, manual.billing_end)
          and not exists (select from billing_line where trip_id = trips.id)) as held
      cross join lateral (values
        (1, 'rides_total', rides_total::text, rides::text),
        (2, 'billing_amount', billing_amount::text, amount::text)
      ) as figure (number, figure, found, expected)
      where found is distinct from expected
      """;

  private BillsStep() {}

  static List<String> checks() {
    return List.of(SUMS, EMPTY, NOT_CARRIED, MANUAL);
  }

  static List<String> manual() {
    return List.of(MANUAL_WITHOUT_LINES);
  }
}
