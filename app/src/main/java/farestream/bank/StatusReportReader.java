package farestream.bank;

import farestream.bank.StatusReport.OfAll;
import farestream.bank.StatusReport.OfOne;
import farestream.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads a pain.002, each payment by itself, in the order of its schema. A file of ours has one
/// payment information block, named and counted like the whole.
final class StatusReportReader {
  private final BankXml xml;
  private final UniqueReports<OfOne> payments = new UniqueReports<>();
  private Optional<String> messageId = Optional.empty();
  private Optional<String> original = Optional.empty();
  private Optional<Integer> count = Optional.empty();
  private Optional<Money> sum = Optional.empty();
  private Optional<OfAll> ofGroup = Optional.empty();
  private Optional<OfAll> ofBlock = Optional.empty();
  private final Set<UnreadableEntry> unread = new LinkedHashSet<>();
  private boolean nothingIsSaidOfAll;

  StatusReportReader(BankXml xml) {
    this.xml = xml;
  }

  StatusReport read() {
    var message = xml.place();
    xml.children(
        name -> {
          switch (name) {
            case "GrpHdr" -> messageId = Optional.of(xml.element().required("MsgId"));
            case "OrgnlGrpInfAndSts" -> group(xml.element());
            case "OrgnlPmtInfAndSts" -> block();
            default -> {}
          }
        });
    var ofAll = ofAll();
    var ofEach = payments.inOrder().stream().filter(one -> agrees(one, ofAll)).toList();
    if (ofAll.isEmpty() && ofEach.isEmpty() && unread.isEmpty()) {
      throw message.refused("it gives no status of anything: ask the bank for a complete file");
    }
    return new StatusReport(
        messageId.orElseThrow(() -> message.refused("it has no GrpHdr with a MsgId")),
        original.orElseThrow(() -> message.refused("it has no OrgnlGrpInfAndSts: which batch?")),
        count,
        sum,
        ofAll,
        ofEach,
        List.copyOf(unread));
  }

  /// Some are paid and some aren't only where the batch is partly accepted.
  private boolean agrees(OfOne one, Optional<OfAll> ofAll) {
    if (ofAll.isEmpty() || !one.status().contradicts(ofAll.get().status())) {
      return true;
    }
    unread.add(
        new UnreadableEntry(
            XmlElement.shown(one.endToEndId()),
            "it is %s, and the whole batch %s: ask the bank which holds"
                .formatted(one.status(), ofAll.get().status())));
    return false;
  }

  private Optional<OfAll> ofAll() {
    return nothingIsSaidOfAll ? Optional.empty() : ofBlock.or(() -> ofGroup);
  }

  /// Where this can't be, what is said of all is void; what is said of each holds.
  private void ofTheWhole(Runnable reading) {
    try {
      reading.run();
    } catch (BankFileRefused fault) {
      nothingIsSaidOfAll = true;
      unread.add(
          new UnreadableEntry(original.map(XmlElement::shown).orElse("the batch"), fault.line()));
    }
  }

  private void group(XmlElement group) {
    if (original.isPresent()) {
      throw group.place().refused("it answers two batches: ask the bank for a file for each");
    }
    original = Optional.of(group.required("OrgnlMsgId"));
    var answered = group.required("OrgnlMsgNmId");
    if (!answered.toLowerCase(Locale.ROOT).startsWith("pain.001")) {
      throw group
          .place()
          .refused(
              "it answers a %s and not a file of credit transfers (pain.001)"
                  .formatted(XmlElement.shown(answered)));
    }
    ofTheWhole(() -> group.at("OrgnlNbOfTxs").ifPresent(this::counted));
    ofTheWhole(() -> group.at("OrgnlCtrlSum").ifPresent(this::summed));
    ofTheWhole(() -> ofGroup = ofAll(group.at("GrpSts"), BankReason.of(group.all("StsRsnInf"))));
  }

  /// Some banks repeat the block for every payment in it.
  private void block() {
    var reasons = new ArrayList<XmlElement>();
    var status = new ArrayList<XmlElement>();
    var ids = new ArrayList<XmlElement>();
    xml.children(
        name -> {
          switch (name) {
            case "PmtInfSts" -> partOfTheWhole().ifPresent(status::add);
            case "StsRsnInf" -> partOfTheWhole().ifPresent(reasons::add);
            case "OrgnlPmtInfId" -> partOfTheWhole().ifPresent(ids::add);
            case "OrgnlNbOfTxs" -> ofOurs(ids, this::counted);
            case "OrgnlCtrlSum" -> ofOurs(ids, this::summed);
            case "TxInfAndSts" -> {
              ofTheWhole(() -> ofBlock(ids, status, reasons));
              payment(ids);
            }
            default -> {}
          }
        });
    ofTheWhole(
        () -> {
          ofOriginal(ids);
          ofBlock(ids, status, reasons);
        });
  }

  private void ofOurs(List<XmlElement> ids, Consumer<XmlElement> said) {
    partOfTheWhole()
        .filter(_ -> isOfOriginal(ids))
        .ifPresent(element -> ofTheWhole(() -> said.accept(element)));
  }

  private Optional<XmlElement> partOfTheWhole() {
    try {
      return Optional.of(xml.element());
    } catch (OversizedEntry fault) {
      ofTheWhole(
          () -> {
            throw fault;
          });
      return Optional.empty();
    }
  }

  /// A file of ours has one block, named like the whole. Some banks don't name it.
  private boolean isOfOriginal(List<XmlElement> ids) {
    return ids.stream()
        .map(XmlElement::text)
        .allMatch(
            id ->
                id.isEmpty()
                    || id.equals(PaymentOrder.NOT_PROVIDED)
                    || original.equals(Optional.of(id)));
  }

  private void ofOriginal(List<XmlElement> ids) {
    if (!isOfOriginal(ids)) {
      var id = ids.getLast();
      throw id.place()
          .refused(
              "%s is '%s', and the batch is %s: is it the answer to another file?"
                  .formatted(
                      id.name(),
                      XmlElement.shown(id.text()),
                      original.map(name -> "'" + XmlElement.shown(name) + "'").orElse("unnamed")));
    }
  }

  private void counted(XmlElement number) {
    var here = Optional.of(number.count());
    if (count.isPresent() && !count.equals(here)) {
      throw differs(number);
    }
    count = here;
  }

  private void summed(XmlElement amount) {
    var here = Optional.of(amount.money());
    if (sum.isPresent() && !sum.equals(here)) {
      throw differs(amount);
    }
    sum = here;
  }

  private static BankFileRefused differs(XmlElement said) {
    return said.place()
        .refused(
            "%s is %s, and before it was another: ask the bank which holds"
                .formatted(said.name(), XmlElement.shown(said.text())));
  }

  private void ofBlock(List<XmlElement> ids, List<XmlElement> status, List<XmlElement> reasons) {
    if (status.isEmpty() || !isOfOriginal(ids)) {
      return;
    }
    var said = ofAll(Optional.of(status.getLast()), BankReason.of(reasons));
    if (ofBlock.isPresent() && !ofBlock.equals(said)) {
      throw status
          .getLast()
          .place()
          .refused("two statuses of one batch that differ: ask the bank which holds");
    }
    ofBlock = said;
  }

  private void payment(List<XmlElement> block) {
    try {
      payment(xml.element(), block);
    } catch (OversizedEntry fault) {
      unread.add(new UnreadableEntry("a payment", fault.line()));
    }
  }

  private void payment(XmlElement payment, List<XmlElement> block) {
    try {
      ofOriginal(block);
      payment(payment);
    } catch (BankFileRefused fault) {
      var id =
          payment.all("OrgnlEndToEndId").stream()
              .map(element -> XmlElement.shown(element.text()))
              .findFirst();
      unread.add(new UnreadableEntry(id.orElse("a payment"), fault.line()));
    }
  }

  private void payment(XmlElement payment) {
    var id = payment.required("OrgnlEndToEndId");
    var status =
        payment
            .at("TxSts")
            .map(PaymentStatus::of)
            .or(() -> ofAll().map(OfAll::status))
            .orElseThrow(
                () -> payment.place().refused("payment " + XmlElement.shown(id) + " has no TxSts"));
    if (status == PaymentStatus.PART) {
      throw payment
          .place()
          .refused("payment %s has the status PART or none".formatted(XmlElement.shown(id)));
    }
    var fault = Optional.<String>empty();
    var amount = Optional.<Money>empty();
    try {
      amount = payment.at("OrgnlTxRef", "Amt", "InstdAmt").map(XmlElement::dollars);
    } catch (BankFileRefused notOne) {
      fault = Optional.of(notOne.line());
    }
    var said = new OfOne(id, status, BankReason.of(payment.all("StsRsnInf")), amount, fault);
    payments.put(id, id, said, payment.place());
  }

  private static Optional<OfAll> ofAll(Optional<XmlElement> status, Optional<BankReason> reason) {
    return status.map(PaymentStatus::of).map(known -> new OfAll(known, reason));
  }
}
