package farestream.bank;

import farestream.bank.AccountEntry.Transaction;
import farestream.bank.ReturnsFile.Booking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads a camt.054 or a camt.053. An entry that can't be read doesn't affect the others.
final class ReturnsFileReader {
  /// The code of returned payments in the sub-family of ISO 20022's bank transaction codes.
  private static final String RETURN = "RRTN";

  private static final String UNIDENTIFIED =
      "it names no payment; find the payment by its amount, then run ./farestream payment return ID --reason TEXT";

  private record PaymentAndKind(String endToEndId, ReturnsFile.Kind kind) {}

  private final BankXml xml;
  private final Function<String, Optional<String>> ours;
  private final UniqueReports<Booking> bookings = new UniqueReports<>();
  private Optional<String> messageId = Optional.empty();
  private Optional<String> account = Optional.empty();
  private final List<UnreadableEntry> unread = new ArrayList<>();
  private int ignored;
  private int pending;

  ReturnsFileReader(BankXml xml, Function<String, Optional<String>> ours) {
    this.xml = xml;
    this.ours = ours;
  }

  ReturnsFile read() {
    var message = xml.position();
    xml.children(
        name -> {
          switch (name) {
            case "GrpHdr" -> messageId = Optional.of(xml.element().required("MsgId"));
            case "Ntfctn", "Stmt" -> {
              account = Optional.empty();
              xml.children(this::readAccountElement);
            }
            default -> {}
          }
        });
    return new ReturnsFile(
        messageId.orElseThrow(() -> message.refused("it has no GrpHdr with a MsgId")),
        bookings.inOrder(),
        ignored,
        pending,
        unread);
  }

  private void readAccountElement(String name) {
    switch (name) {
      case "Acct" -> {
        var id = xml.element();
        account = id.text("Id", "IBAN").or(() -> id.text("Id", "Othr", "Id"));
      }
      case "Ntry" -> {
        try {
          classify(entry());
        } catch (OversizedEntry fault) {
          unread.add(new UnreadableEntry("an entry", fault.line()));
        }
      }
      default -> {}
    }
  }

  private AccountEntry entry() {
    var position = xml.position();
    var fields = new ArrayList<XmlElement>();
    var details = new Details();
    xml.children(
        name -> {
          switch (name) {
            case "Amt", "CdtDbtInd", "RvslInd", "Sts", "BkTxCd" -> fields.add(xml.element());
            case "NtryDtls" -> xml.children(details::add);
            default -> {}
          }
        });
    var head = new XmlElement("Ntry", "", "", fields, position);
    if (details.isEmpty() && isReturn(head)) {
      details.unidentified.add(position);
    } else if (details.isEmpty()) {
      ignored++;
    }
    return new AccountEntry(account, head, details.ours, details.unidentified, details.others);
  }

  private static boolean isReturn(XmlElement head) {
    return head.all("BkTxCd").stream()
        .flatMap(code -> code.all("Domn").stream())
        .flatMap(domain -> domain.all("Fmly").stream())
        .flatMap(family -> family.all("SubFmlyCd").stream())
        .anyMatch(code -> code.text().equals(RETURN));
  }

  private final class Details {
    private final List<Transaction> ours = new ArrayList<>();
    private final List<FilePosition> unidentified = new ArrayList<>();
    private int others;
    private boolean hasUnread;

    boolean isEmpty() {
      return ours.isEmpty() && unidentified.isEmpty() && others == 0 && !hasUnread;
    }

    void add(String name) {
      if (name.equals("TxDtls")) {
        try {
          add(xml.element());
        } catch (OversizedEntry fault) {
          unread("a transaction", fault);
        }
      }
    }

    /// Adds a transaction. One without an id of ours belongs to someone else, whatever else it
    /// contains.
    private void add(XmlElement transaction) {
      var ids =
          transaction.all("Refs").stream()
              .flatMap(references -> references.all("EndToEndId").stream())
              .map(XmlElement::text)
              .filter(id -> !id.isEmpty() && !id.equals(PaymentOrder.NOT_PROVIDED))
              .toList();
      var ourId =
          ids.stream().flatMap(id -> ReturnsFileReader.this.ours.apply(id).stream()).findFirst();
      if (ourId.isPresent()) {
        add(ourId.get(), transaction);
      } else if (ids.isEmpty() && !transaction.all("RtrInf").isEmpty()) {
        unidentified.add(transaction.position());
      } else {
        others++;
      }
    }

    private void add(String id, XmlElement transaction) {
      try {
        ours.add(Transaction.of(id, transaction));
      } catch (BankFileRefused fault) {
        unread(id, fault);
      }
    }

    private void unread(String what, BankFileRefused fault) {
      hasUnread = true;
      unread.add(new UnreadableEntry(what, fault.line()));
    }
  }

  private void classify(AccountEntry entry) {
    ignored += entry.others();
    classifyUnidentified(entry);
    for (var transaction : entry.transactions()) {
      try {
        classify(entry, transaction);
      } catch (BankFileRefused fault) {
        unread.add(new UnreadableEntry(transaction.endToEndId(), fault.line()));
      }
    }
  }

  private void classifyUnidentified(AccountEntry entry) {
    try {
      var returns = entry.unidentifiedReturns();
      ignored += entry.unidentified().size() - returns.size();
      returns.forEach(
          position ->
              unread.add(new UnreadableEntry("a return", position.refused(UNIDENTIFIED).line())));
    } catch (BankFileRefused fault) {
      unread.add(new UnreadableEntry("a return", fault.line()));
    }
  }

  private void classify(AccountEntry entry, Transaction transaction) {
    var booking = entry.booking(transaction);
    if (booking.isEmpty()) {
      ignored++;
    } else if (!entry.isBooked()) {
      pending++;
    } else {
      var payment = new PaymentAndKind(booking.get().endToEndId(), booking.get().kind());
      bookings.put(payment, payment.endToEndId(), booking.get(), transaction.position());
    }
  }
}
