package farestream.payout;

import farestream.money.Money;

/// An entry of a bank's file that was not taken, and why. It stands in the file: once the cause
/// is gone, the same file can be read again.
public sealed interface SkippedEntry {

  /// What it is about: an end-to-end id, or a batch.
  String about();

  /// It could not be read.
  ///
  /// @param why on one line, with its place in the file
  record Unread(String about, String why) implements SkippedEntry {}

  /// This ledger, or the batch that the file is about, has no such payment.
  record UnknownPayment(String about) implements SkippedEntry {}

  /// @param payment the row's id in `payment`
  /// @param isReturn it came back, such as less a fee
  record OtherAmount(String about, long payment, Money said, Money amount, boolean isReturn)
      implements SkippedEntry {}

  /// It was booked on the driver's account: what looks like a return there is the payment itself.
  ///
  /// @param account as the bank writes it
  record PayeesAccount(String about, String account) implements SkippedEntry {}

  /// The payment's batch was begun, and its file never finished.
  record UnfinishedBatch(String about, String messageId) implements SkippedEntry {}

  /// The bank counts other payments in the batch than there are: what it says of all is not
  /// taken.
  record OtherCount(String about, int said, int payments) implements SkippedEntry {}

  /// A payment that can't be read is not even named: what is said of all is not taken, since it may
  /// be another thing that is said of that one.
  record UnnamedPayment(String about) implements SkippedEntry {}

  /// The payments of the batch come to something else: what it says of all is not taken.
  record OtherSum(String about, Money said, Money sum) implements SkippedEntry {}
}
