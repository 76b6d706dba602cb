package farestream.view;

import farestream.payout.BankMessages.Changed;
import farestream.payout.BankMessages.Contradicted;
import farestream.payout.BankMessages.Outcome;
import farestream.payout.BatchFailure.Failed;
import farestream.payout.BatchPayout.Begin.Begun;
import farestream.payout.BatchPayout.Begin.NothingToPay;
import farestream.payout.BatchPayout.LeftOut;
import farestream.payout.BillNotPaid;
import farestream.payout.PaymentBatch;
import java.util.List;
import java.util.function.Function;

/// Views of bank files and the bank's answers.
public final class BankViews {
  public static final View<PaymentBatch> BATCH =
      View.<PaymentBatch>empty()
          .detail("batch", PaymentBatch::messageId)
          .detail("createdAt", PaymentBatch::createdAt)
          .detail("actor", PaymentBatch::actor)
          .detail("executionDate", PaymentBatch::executionDate)
          .detail("payments", PaymentBatch::payments)
          .detail("controlSum", PaymentBatch::controlSum);

  /// A bill that a bank file leaves unpaid.
  public static final View<LeftOut> LEFT_OUT =
      View.<LeftOut>empty()
          .detail("bills", LeftOut::bills)
          .detail("amount", LeftOut::amount)
          .detail("drivers", LeftOut::drivers);

  public static final View<Begun> BEGUN =
      unpaid(Begun::withoutAccount, Begun::blocked, Begun::notPaid);

  public static final View<NothingToPay> NOTHING =
      unpaid(NothingToPay::withoutAccount, NothingToPay::blocked, NothingToPay::notPaid);

  /// The payments of a bank file that failed.
  public static final View<Failed> FAILED =
      View.<Failed>empty()
          .detail("batch", failed -> failed.batch().messageId())
          .detail("failed", Failed::payments)
          .detail("amount", Failed::amount);

  private static final View<Contradicted> CONTRADICTED =
      View.<Contradicted>empty()
          .with(changed("executedAfterFailure"), Contradicted::executed)
          .with(changed("paidTwice"), Contradicted::paidTwice)
          .with(changed("doubted"), Contradicted::doubted)
          .detail("firstDoubted", Contradicted::firstDoubted);

  /// The result of reading a bank's answer.
  public static final View<Outcome.Read> ANSWER =
      View.<Outcome.Read>empty()
          .with(changed("completed"), Outcome.Read::completed)
          .with(changed("failed"), Outcome.Read::failed)
          .with(changed("returned"), Outcome.Read::returned)
          .detail("underWay", Outcome.Read::underWay)
          .detail("known", Outcome.Read::known)
          .with(CONTRADICTED, Outcome.Read::contradicted)
          .detail("blockedDrivers", Outcome.Read::blocked);

  private BankViews() {}

  private static <T> View<T> unpaid(
      Function<T, LeftOut> withoutAccount,
      Function<T, LeftOut> blocked,
      Function<T, List<BillNotPaid>> notPaid) {
    return View.<T>empty()
        .object("withoutAccount", LEFT_OUT, withoutAccount)
        .object("blockedAccount", LEFT_OUT, blocked)
        .list("notPaid", PaymentViews.NOT_PAID, notPaid);
  }

  private static View<Changed> changed(String state) {
    return View.<Changed>empty()
        .detail(state, Changed::payments)
        .detail(state + "Amount", Changed::amount);
  }
}
