package farestream.bank;

import farestream.bank.AccountEntry.Transaction;
import farestream.bank.ReturnsFile.Booking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a camt.054, each entry by itself.
final class ReturnsFileReader {
  private record PaymentAndKind(String endToEndId, ReturnsFile.Kind kind) {}

  private final BankXml xml;
  private final OncePerPayment<Booking> bookings = new OncePerPayment<>();
  private Optional<String> messageId = Optional.empty();
  private int passedOver;

  ReturnsFileReader(BankXml xml) {
    this.xml = xml;
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
    var transactions = new ArrayList<Transaction>();
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
            case "NtryDtls" -> xml.children(part -> details(part, transactions));
            default -> {}
          }
        });
    return new AccountEntry(new XmlElement("Ntry", "", "", fields, place), transactions);
  }

  private void details(String name, List<Transaction> transactions) {
    if (name.equals("TxDtls")) {
      transactions.add(Transaction.of(xml.element()));
    }
  }

  private void judge(AccountEntry entry) {
    if (entry.transactions().isEmpty()) {
      passedOver++;
    }
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
