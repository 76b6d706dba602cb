package farestream.bank;

import farestream.bank.ReturnsFile.Booking;
import farestream.bank.ReturnsFile.Kind;
import java.util.List;
import java.util.Optional;

/// An entry on the payer's account.
///
/// @param head its own fields
/// @param transactions what it is made of
record AccountEntry(XmlElement head, List<Transaction> transactions) {

  /// What is kept of a transaction's details, of which an entry may have thousands.
  record Transaction(
      Place place,
      Optional<String> endToEndId,
      Optional<XmlElement> amount,
      Optional<String> direction,
      boolean isReturn,
      Optional<BankReason> reason,
      Optional<String> reference) {

    /// @param details `TxDtls`. Version 2 has its amount in `AmtDtls` only.
    static Transaction of(XmlElement details) {
      var amount =
          details
              .at("Amt")
              .or(() -> details.at("AmtDtls", "TxAmt", "Amt"))
              .or(() -> details.at("AmtDtls", "InstdAmt", "Amt"));
      return new Transaction(
          details.place(),
          details.text("Refs", "EndToEndId").filter(id -> !id.equals(PaymentOrder.NOT_PROVIDED)),
          amount,
          details.text("CdtDbtInd"),
          details.at("RtrInf").isPresent(),
          BankReason.of(details.all("RtrInf")),
          details.text("Refs", "AcctSvcrRef"));
    }
  }

  /// Empty if it says nothing of a payment of ours.
  Optional<Booking> booking(Transaction transaction) {
    var kind = kind(transaction);
    if (kind.isEmpty() || transaction.endToEndId().isEmpty() || !isBooked()) {
      return Optional.empty();
    }
    var amount =
        transaction
            .amount()
            .or(() -> transactions.size() == 1 ? head.at("Amt") : Optional.empty())
            .orElseThrow(
                () ->
                    transaction
                        .place()
                        .refused("TxDtls has no Amt, and its entry is of several: ask the bank"));
    var day =
        head.at("BookgDt")
            .or(() -> head.at("ValDt"))
            .orElseThrow(() -> head.place().refused("Ntry has no BookgDt: ask the bank for it"));
    return Optional.of(
        new Booking(
            transaction.endToEndId().get(),
            amount.dollars(),
            kind.get(),
            transaction.reason(),
            day.day(),
            transaction
                .reference()
                .or(() -> head.text("AcctSvcrRef"))
                .or(() -> head.text("NtryRef"))));
  }

  /// A debit that is itself a reversal or a return takes back what came in: not ours.
  private Optional<Kind> kind(Transaction transaction) {
    var comesBack = transaction.isReturn() || isReversal();
    var direction = transaction.direction().orElseGet(() -> head.required("CdtDbtInd"));
    return switch (direction) {
      case "CRDT" -> comesBack ? Optional.of(Kind.RETURNED) : Optional.empty();
      case "DBIT" -> comesBack ? Optional.empty() : Optional.of(Kind.EXECUTED);
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
  private boolean isBooked() {
    return head.text("Sts", "Cd").orElseGet(() -> head.required("Sts")).equals("BOOK");
  }
}
