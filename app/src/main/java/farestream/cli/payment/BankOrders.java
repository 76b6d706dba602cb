package farestream.cli.payment;

import farestream.bank.AccountOwner;
import farestream.bank.CreditTransfer;
import farestream.bank.CreditTransferBatch;
import farestream.bank.InvalidBankAccount;
import farestream.bank.InvalidTransferData;
import farestream.failure.Refusal;
import farestream.payout.PaymentBatch;
import farestream.payout.Transfer;
import java.util.Iterator;
import java.util.function.LongConsumer;

/// Iterates over the payments of a batch as credit transfers of a bank file.
final class BankOrders implements Iterator<CreditTransfer> {
  private final Iterator<Transfer> transfers;
  private final LongConsumer progress;
  private long number;

  /// @param progress receives the number of payments so far
  BankOrders(Iterator<Transfer> transfers, LongConsumer progress) {
    this.transfers = transfers;
    this.progress = progress;
  }

  /// Returns the header of the bank file.
  ///
  /// @throws Refusal if the platform's account isn't valid
  static CreditTransferBatch head(PaymentBatch batch) {
    var payer = batch.payer();
    try {
      return new CreditTransferBatch(
          batch.messageId(),
          batch.createdAt(),
          new AccountOwner(payer.holder(), payer.bic()),
          AccountText.of(payer),
          batch.executionDate(),
          batch.payments(),
          batch.controlSum());
    } catch (InvalidBankAccount | InvalidTransferData wrong) {
      throw new Refusal(
          "the platform's own account: %s; correct it with ./farestream bank-account set --own"
              .formatted(wrong.getMessage()));
    }
  }

  @Override
  public boolean hasNext() {
    return transfers.hasNext();
  }

  /// @throws Refusal if the driver's account isn't valid
  @Override
  public CreditTransfer next() {
    var transfer = transfers.next();
    progress.accept(++number);
    try {
      return new CreditTransfer(
          transfer.endToEndId(),
          transfer.amount(),
          transfer.account().holder(),
          AccountText.of(transfer.account()),
          "Taxi rides, cycle %d, bill %d".formatted(transfer.cycle(), transfer.billId()));
    } catch (InvalidBankAccount | InvalidTransferData wrong) {
      throw new Refusal(
          "driver %d: %s; correct it with ./farestream bank-account set --driver-id %d"
              .formatted(transfer.driverId(), wrong.getMessage(), transfer.driverId()));
    }
  }
}
