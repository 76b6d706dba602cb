package farestream.bank;

import farestream.bank.ReturnsFile.Booking;
import farestream.bank.ReturnsFile.Kind;
import farestream.money.Money;
import java.util.List;
import java.util.Optional;

/// An entry on the payer's account.
///
/// @param account the account as the bank writes it, if reported
/// @param head the entry's own fields
/// @param transactions the transactions of our payments
/// @param unidentified positions of returns that name no payment
/// @param others the number of other transactions
record AccountEntry(
    Optional<String> account,
    XmlElement head,
    List<Transaction> transactions,
    List<FilePosition> unidentified,
    int others) {

  /// The details kept of a payment of ours. An entry may have thousands.
  record Transaction(
      FilePosition position,
      String endToEndId,
      Optional<XmlElement> amount,
      Optional<String> direction,
      boolean isReturn,
      Optional<BankReason> reason) {

    /// @param details the element `TxDtls`. In version 2 it has its amount in `AmtDtls` only.
    static Transaction of(String endToEndId, XmlElement details) {
      var amount =
          details
              .at("Amt")
              .or(() -> details.at("AmtDtls", "TxAmt", "Amt"))
              .or(() -> details.at("AmtDtls", "InstdAmt", "Amt"));
      return new Transaction(
          details.position(),
          endToEndId,
          amount,
          details.text("CdtDbtInd"),
          details.at("RtrInf").isPresent(),
          BankReason.of(details.all("RtrInf")));
    }
  }

  /// Returns the booking of a payment of ours, or empty if the transaction is none.
  Optional<Booking> booking(Transaction transaction) {
    var kind = kind(transaction);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    var fault = Optional.<String>empty();
    var amount = Optional.<Money>empty();
    try {
      amount = Optional.of(amountOf(transaction).dollars());
    } catch (BankFileRefused invalid) {
      fault = Optional.of(invalid.line());
    }
    return Optional.of(
        new Booking(
            transaction.endToEndId(), account, amount, kind.get(), transaction.reason(), fault));
  }

  /// Returns the booked amount. If the bank deducted a fee, the details may still have the full
  /// amount, so the entry's own amount takes precedence.
  private XmlElement amountOf(Transaction transaction) {
    var isOfOne = transactions.size() + unidentified.size() + others == 1;
    return (isOfOne ? head.at("Amt") : Optional.<XmlElement>empty())
        .or(transaction::amount)
        .orElseThrow(
            () ->
                transaction
                    .position()
                    .refused(
                        "TxDtls has no Amt and its entry has several transactions; ask the bank"));
  }

  /// Returns the positions of booked returns that name no payment.
  List<FilePosition> unidentifiedReturns() {
    if (unidentified.isEmpty()) {
      return List.of();
    }
    var isCredit = head.text("CdtDbtInd").filter("CRDT"::equals).isPresent();
    return isCredit && isBooked() ? unidentified : List.of();
  }

  /// Returns the kind of a transaction with an id of ours. A credit is returned money, whether or
  /// not the bank gives a reason. A debit that is itself a reversal or a return takes back an
  /// incoming payment, which isn't ours.
  private Optional<Kind> kind(Transaction transaction) {
    var direction = transaction.direction().orElseGet(() -> head.required("CdtDbtInd"));
    return switch (direction) {
      case "CRDT" -> Optional.of(Kind.RETURNED);
      case "DBIT" ->
          transaction.isReturn() || isReversal() ? Optional.empty() : Optional.of(Kind.EXECUTED);
      default ->
          throw transaction
              .position()
              .refused(
                  "CdtDbtInd is '%s', neither CRDT nor DBIT"
                      .formatted(XmlElement.shown(direction)));
    };
  }

  private boolean isReversal() {
    return head.text("RvslInd").filter(is -> is.equals("true") || is.equals("1")).isPresent();
  }

  /// Returns whether the entry is booked. Since version 7 the status is a code in an element of
  /// its own.
  boolean isBooked() {
    return head.text("Sts", "Cd").orElseGet(() -> head.required("Sts")).equals("BOOK");
  }
}
