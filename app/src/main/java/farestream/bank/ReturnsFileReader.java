package farestream.bank;

import farestream.bank.AccountEntry.Transaction;
import farestream.bank.ReturnsFile.Booking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads a camt.054, each entry by itself.
final class ReturnsFileReader {
  private record PaymentAndKind(String endToEndId, ReturnsFile.Kind kind) {}

  private final BankXml xml;
  private final Predicate<String> isOurs;
  private final OncePerPayment<Booking> bookings = new OncePerPayment<>();
  private Optional<String> messageId = Optional.empty();
  private int passedOver;

  ReturnsFileReader(BankXml xml, Predicate<String> isOurs) {
    this.xml = xml;
    this.isOurs = isOurs;
  }

  ReturnsFile read() {
    var message = xml.place();
    xml.children(
        name -> {
          switch (name) {
            case "GrpHdr" -> messageId = Optional.of(xml.element().required("MsgId"));
            case "Ntfctn" -> xml.children(this::notified);
            default -> {}
          }
        });
    return new ReturnsFile(
        messageId.orElseThrow(() -> message.refused("it has no GrpHdr with a MsgId")),
        bookings.inOrder(),
        passedOver);
  }

  private void notified(String name) {
    if (name.equals("Ntry")) {
      judge(entry());
    }
  }

  private AccountEntry entry() {
    var place = xml.place();
    var fields = new ArrayList<XmlElement>();
    var details = new Details();
    xml.children(
        name -> {
          switch (name) {
            case "NtryRef",
                "Amt",
                "CdtDbtInd",
                "RvslInd",
                "Sts",
                "BookgDt",
                "ValDt",
                "AcctSvcrRef" ->
                fields.add(xml.element());
            case "NtryDtls" -> xml.children(details::take);
            default -> {}
          }
        });
    var head = new XmlElement("Ntry", "", "", fields, place);
    return new AccountEntry(head, details.ours, details.others);
  }

  private final class Details {
    private final List<Transaction> ours = new ArrayList<>();
    private int others;

    /// A transaction without an id of ours is somebody else's, whatever else it says.
    void take(String name) {
      if (name.equals("TxDtls")) {
        var transaction = xml.element();
        var ourId =
            transaction.all("Refs").stream()
                .flatMap(references -> references.all("EndToEndId").stream())
                .map(XmlElement::text)
                .filter(isOurs)
                .findFirst();
        ourId.ifPresentOrElse(id -> ours.add(Transaction.of(id, transaction)), () -> others++);
      }
    }
  }

  private void judge(AccountEntry entry) {
    passedOver += Math.max(entry.others(), entry.transactions().isEmpty() ? 1 : 0);
    for (var transaction : entry.transactions()) {
      var booking = entry.booking(transaction);
      if (booking.isEmpty()) {
        passedOver++;
      } else {
        var payment = new PaymentAndKind(booking.get().endToEndId(), booking.get().kind());
        bookings.put(payment, payment.endToEndId(), booking.get(), transaction.place());
      }
    }
  }
}
