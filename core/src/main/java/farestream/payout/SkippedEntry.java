package farestream.payout;

import farestream.money.Money;

/// An entry of a bank file that was skipped, and why. Once the cause is resolved, the same file
/// can be read again.
public sealed interface SkippedEntry {

  /// Returns the end-to-end id or the batch that the entry reports on.
  String about();

  /// The entry couldn't be parsed.
  ///
  /// @param why the reason on one line, with the position in the file
  record Unread(String about, String why) implements SkippedEntry {}

  /// This ledger, or the batch that the file reports on, has no payment with this id.
  record UnknownPayment(String about) implements SkippedEntry {}

  /// The reported amount differs from that of the payment.
  ///
  /// @param payment the id in `payment`
  /// @param said the reported amount
  /// @param amount the amount of the payment
  /// @param isReturn whether a return was reported, from which a fee may have been deducted
  record OtherAmount(String about, long payment, Money said, Money amount, boolean isReturn)
      implements SkippedEntry {}

  /// The entry was booked on the driver's account, so what looks like a return is the payment
  /// itself.
  ///
  /// @param account the account as the bank writes it
  record PayeesAccount(String about, String account) implements SkippedEntry {}

  /// The bank file of the payment's batch was never finished.
  record UnfinishedBatch(String about, String messageId) implements SkippedEntry {}

  /// The reported number of payments differs from that of the batch, so the verdict on the whole
  /// batch is skipped.
  record OtherCount(String about, int said, int payments) implements SkippedEntry {}

  /// An entry that couldn't be parsed has no end-to-end id. The verdict on the whole batch is
  /// skipped, since that entry may contain a different one for its payment.
  record UnnamedPayment(String about) implements SkippedEntry {}

  /// The reported sum differs from that of the batch, so the verdict on the whole batch is
  /// skipped.
  record OtherSum(String about, Money said, Money sum) implements SkippedEntry {}
}
