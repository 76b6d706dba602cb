package farestream.audit;

import farestream.billing.BilledDatabase;
import farestream.billing.DriverShare;
import farestream.billing.SharePolicy;
import farestream.billing.Terms;
import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/// A history that covers every kind of row: both policies, cash, taxes, disputes won and lost,
/// amendments before and after billing, a change of driver, a voided trip, carried balances, a
/// minimum payout, cycles with and without approval, payments in every state, and the lab's own
/// statements.
final class EveryKind {
  private static final Duration DAY = Duration.ofDays(1);
  private static final DriverShare SHARE = new DriverShare(new BigDecimal("0.755"));
  private static final Terms COMPONENTS = new Terms(SharePolicy.COMPONENTS, SHARE, Money.ZERO);
  private static final Terms WITH_MINIMUM =
      new Terms(SharePolicy.COMPONENTS, SHARE, Money.of("60"));

  private EveryKind() {}

  static MoneyHistory of(BilledDatabase database) {
    var history = new MoneyHistory(database);
    for (var driver : MoneyHistory.DRIVERS) {
      for (var type = 0; type <= 6; type++) {
        history.trip(driver, Duration.ofHours(type + 1), fare(type), type);
        history.trip(driver, DAY.plusHours(type), fare(type + 7), type);
      }
    }
    history.billManually(510909, List.of(2000, 100, 50, 300, 612, 30, 0));
    history.amend(3, "tip_amount = tip_amount + 1, total_amount = total_amount + 1");
    history.close(DAY, Terms.LAB);
    history.amend(0, "fare_amount = fare_amount + 2.5, total_amount = total_amount + 2.5");
    history.amend(11, "mta_tax = mta_tax + 1, total_amount = total_amount + 1");
    history.resolve(8, true);
    history.resolve(9, true);
    history.resolve(51, false);
    history.closeWithFourEyes(DAY, COMPONENTS, true);
    history.pay();
    for (var trip : List.of(4, 18, 32)) {
      history.amend(trip, "driver_id = 514040");
    }
    for (var driver : MoneyHistory.DRIVERS) {
      history.trip(driver, Duration.ofHours(2), fare(20), 2);
    }
    for (var trip : List.of(1, 15, 29, 43)) {
      history.amend(trip, "mta_tax = mta_tax + 0.5, total_amount = total_amount + 0.5");
    }
    history.amend(5, "status = 'Cancelled'");
    history.amend(7, "payment_type = 2");
    history.amend(10, "rider_name = 'somebody'");
    history.resolve(22, true);
    history.resolve(23, true);
    history.resolve(37, false);
    history.close(DAY, WITH_MINIMUM);
    history.trip(510909, Duration.ofHours(3), fare(9), 1);
    history.trip(528204, Duration.ofHours(-30), fare(11), 1);
    history.amend(11, "total_amount = total_amount + 100");
    history.amend(25, "total_amount = total_amount + 100");
    history.trip(528204, DAY.plusHours(5), fare(15), 1);
    history.trip(507977, Duration.ofHours(2), List.of(250_000, 0, 0, 0, 0, 0, 0), 1);
    history.payManually(0);
    history.closeWithFourEyes(DAY, COMPONENTS, false);
    history.submit(3);
    history.changeStatus(0, "completed");
    history.changeStatus(0, "returned");
    history.changeStatus(0, "failed");
    history.blockAndUnblockAccount();
    history.submit(4);
    history.amend(13, "total_amount = total_amount + 3");
    history.trip(507977, Duration.ofHours(3), fare(13), 1);
    history.importSettled(3);
    history.importSettled(2);
    history.amendSettled();
    history.trip(507977, Duration.ofHours(4), List.of(200_000, 0, 0, 0, 0, 0, 0), 1);
    history.decide("released");
    history.trip(507977, Duration.ofHours(5), List.of(300_000, 0, 0, 0, 0, 0, 0), 1);
    history.decide("rejected");
    return history;
  }

  private static List<Integer> fare(int of) {
    return List.of(1000 + 137 * of, 50, 50, 33 * of, 612, 30, of % 3);
  }
}
