package farestream.view;

import farestream.payout.BankMessages.Changed;
import farestream.payout.BankMessages.Contradicted;
import farestream.payout.BankMessages.Outcome;
import farestream.payout.BatchPayout.LeftOut;
import farestream.payout.PaymentBatch;

/// Views of bank files and the bank's answers.
public final class BankViews {
  public static final View<PaymentBatch> BATCH =
      View.<PaymentBatch>empty()
          .detail("batch", PaymentBatch::messageId)
          .detail("createdAt", PaymentBatch::createdAt)
          .detail("by", PaymentBatch::byWhom)
          .detail("executionDate", PaymentBatch::executionDate)
          .detail("payments", PaymentBatch::payments)
          .detail("controlSum", PaymentBatch::controlSum);

  /// A bill that a bank file leaves unpaid.
  public static final View<LeftOut> LEFT_OUT =
      View.<LeftOut>empty()
          .detail("bills", LeftOut::bills)
          .detail("amount", LeftOut::amount)
          .detail("drivers", LeftOut::drivers);

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

  private static View<Changed> changed(String state) {
    return View.<Changed>empty()
        .detail(state, Changed::payments)
        .detail(state + "Amount", Changed::amount);
  }
}
