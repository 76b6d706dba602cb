package farestream.bank;

import farestream.bank.ReturnsFile.Booking;
import farestream.bank.ReturnsFile.Kind;
import farestream.money.Money;
import java.util.List;
import java.util.Optional;

/// An entry on the payer's account.
///
/// @param account on which it stands, as the bank writes it, if it does
/// @param head its own fields
/// @param transactions those of our payments
/// @param nameless returns that name no payment
/// @param others how many transactions it has of others
record AccountEntry(
    Optional<String> account,
    XmlElement head,
    List<Transaction> transactions,
    List<FilePosition> nameless,
    int others) {

  /// What is kept of the details of a payment of ours, of which an entry may have thousands.
  record Transaction(
      FilePosition place,
      String endToEndId,
      Optional<XmlElement> amount,
      Optional<String> direction,
      boolean isReturn,
      Optional<BankReason> reason) {

    /// @param details `TxDtls`. Version 2 has its amount in `AmtDtls` only.
    static Transaction of(String endToEndId, XmlElement details) {
      var amount =
          details
              .at("Amt")
              .or(() -> details.at("AmtDtls", "TxAmt", "Amt"))
              .or(() -> details.at("AmtDtls", "InstdAmt", "Amt"));
      return new Transaction(
          details.place(),
          endToEndId,
          amount,
          details.text("CdtDbtInd"),
          details.at("RtrInf").isPresent(),
          BankReason.of(details.all("RtrInf")));
    }
  }

  /// Empty if it says nothing of a payment of ours.
  Optional<Booking> booking(Transaction transaction) {
    var kind = kind(transaction);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    var fault = Optional.<String>empty();
    var amount = Optional.<Money>empty();
    try {
      amount = Optional.of(amountOf(transaction).dollars());
    } catch (BankFileRefused notOne) {
      fault = Optional.of(notOne.line());
    }
    return Optional.of(
        new Booking(
            transaction.endToEndId(), account, amount, kind.get(), transaction.reason(), fault));
  }

  /// What was booked counts: where a bank takes its fee off that, the details may still have all.
  private XmlElement amountOf(Transaction transaction) {
    var isOfOne = transactions.size() + nameless.size() + others == 1;
    return (isOfOne ? head.at("Amt") : Optional.<XmlElement>empty())
        .or(transaction::amount)
        .orElseThrow(
            () ->
                transaction
                    .place()
                    .refused("TxDtls has no Amt, and its entry is of several: ask the bank"));
  }

  /// Money that came back, and nothing says whose.
  List<FilePosition> namelessReturns() {
    if (nameless.isEmpty()) {
      return List.of();
    }
    var isCredit = head.text("CdtDbtInd").filter("CRDT"::equals).isPresent();
    return isCredit && isBooked() ? nameless : List.of();
  }

  /// A credit with an id of ours is money that comes back, whether or not the bank says why. A
  /// debit that is itself a reversal or a return takes back what came in: not ours.
  private Optional<Kind> kind(Transaction transaction) {
    var direction = transaction.direction().orElseGet(() -> head.required("CdtDbtInd"));
    return switch (direction) {
      case "CRDT" -> Optional.of(Kind.RETURNED);
      case "DBIT" ->
          transaction.isReturn() || isReversal() ? Optional.empty() : Optional.of(Kind.EXECUTED);
      default ->
          throw transaction
              .place()
              .refused(
                  "CdtDbtInd is '%s' and not CRDT or DBIT".formatted(XmlElement.shown(direction)));
    };
  }

  private boolean isReversal() {
    return head.text("RvslInd").filter(is -> is.equals("true") || is.equals("1")).isPresent();
  }

  /// Since version 7 it is a code in an element of its own.
  boolean isBooked() {
    return head.text("Sts", "Cd").orElseGet(() -> head.required("Sts")).equals("BOOK");
  }
}
