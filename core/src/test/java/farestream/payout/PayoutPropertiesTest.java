package farestream.payout;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.BilledDatabase;
import farestream.money.Money;
import farestream.payout.Payout.Outcome.MissingReason;
import farestream.payout.Payout.Outcome.NothingToPay;
import farestream.payout.Payout.Outcome.Paid;
import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

/// Properties of payouts. All tries share one database; each try is a bill of the next cycle.
@Tag("slow")
class PayoutPropertiesTest {
  private final BilledDatabase database = new BilledDatabase();
  private final Payout payout = new Payout(database.database().commands());
  private int cycle = 1;

  @Property(tries = 50)
  void payment_and_commission_are_the_bill_to_the_cent(
      @ForAll @LongRange(min = -100, max = 1_000_000_00) long cents,
      @ForAll @BigRange(min = "0", max = "1") @Scale(6) BigDecimal share) {
    var bill = Money.ofCents(cents);
    database.bill(DRIVER, ++cycle, bill.toString(), share.toPlainString());
    var driversPart = bill.part(share);
    switch (payout.pay(NOW)) {
      case Paid(var payments, var _, var _) -> {
        assertThat(payments).hasSize(1);
        var payment = payments.getFirst();
        assertThat(payment.paid()).isEqualTo(driversPart);
        assertThat(payment.paid().plus(payment.platformsPart())).isEqualTo(bill);
        assertThat(database.value("select payment_amount from payment order by id desc limit 1"))
            .isEqualTo(driversPart.toString());
      }
      case NothingToPay _ -> assertThat(driversPart.isPositive()).isFalse();
      case MissingReason _ -> throw new AssertionError("there is no bank file");
    }
  }

  @Property(tries = 25)
  void a_preview_gives_what_paying_then_gives_and_writes_nothing(
      @ForAll @LongRange(min = -100, max = 1_000_000_00) long cents,
      @ForAll @BigRange(min = "0", max = "1") @Scale(6) BigDecimal share) {
    database.bill(DRIVER, ++cycle, Money.ofCents(cents).toString(), share.toPlainString());
    var before = database.value("select count(*) from payment");
    var preview = payout.preview(NOW, Optional.empty());
    assertThat(database.value("select count(*) from payment")).isEqualTo(before);
    assertThat(withoutRows(payout.pay(NOW))).isEqualTo(preview);
  }

  private static Payout.Outcome withoutRows(Payout.Outcome outcome) {
    return switch (outcome) {
      case Paid(var payments, var notPaid, var without) ->
          new Paid(payments.stream().map(DriverPayment::withoutRow).toList(), notPaid, without);
      case NothingToPay nothing -> nothing;
      case MissingReason byFile -> byFile;
    };
  }
}
