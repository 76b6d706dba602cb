package farestream.bank;

import farestream.bank.StatusReport.OfAll;
import farestream.bank.StatusReport.OfOne;
import farestream.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a pain.002, each payment by itself, in the order of its schema. A file of ours has one
/// payment information block, named and counted like the whole.
final class StatusReportReader {
  private final BankXml xml;
  private final OncePerPayment<OfOne> payments = new OncePerPayment<>();
  private Optional<String> messageId = Optional.empty();
  private Optional<String> original = Optional.empty();
  private Optional<Integer> count = Optional.empty();
  private Optional<Money> sum = Optional.empty();
  private Optional<OfAll> ofGroup = Optional.empty();
  private Optional<OfAll> ofBlock = Optional.empty();

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
    var ofAll = ofBlock.or(() -> ofGroup);
    var ofEach = payments.inOrder();
    if (ofAll.isEmpty() && ofEach.isEmpty()) {
      throw message.refused("it gives no status of anything: ask the bank for a complete file");
    }
    return new StatusReport(
        messageId.orElseThrow(() -> message.refused("it has no GrpHdr with a MsgId")),
        original.orElseThrow(() -> message.refused("it has no OrgnlGrpInfAndSts: which batch?")),
        count,
        sum,
        ofAll,
        ofEach);
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
    group.at("OrgnlNbOfTxs").ifPresent(this::counted);
    group.at("OrgnlCtrlSum").ifPresent(this::summed);
    ofGroup = ofAll(group.at("GrpSts"), BankReason.of(group.all("StsRsnInf")));
  }

  /// Some banks repeat the block for every payment in it.
  private void block() {
    var reasons = new ArrayList<XmlElement>();
    var status = new ArrayList<XmlElement>();
    var ids = new ArrayList<XmlElement>();
    var place = xml.place();
    xml.children(
        name -> {
          switch (name) {
            case "PmtInfSts" -> status.add(xml.element());
            case "StsRsnInf" -> reasons.add(xml.element());
            case "OrgnlPmtInfId" -> ids.add(xml.element());
            case "OrgnlNbOfTxs" -> counted(xml.element());
            case "OrgnlCtrlSum" -> summed(xml.element());
            case "TxInfAndSts" -> {
              ofBlock(status, reasons);
              payment(xml.element());
            }
            default -> {}
          }
        });
    ofOriginal(new XmlElement("OrgnlPmtInfAndSts", "", "", ids, place).requiredAt("OrgnlPmtInfId"));
    ofBlock(status, reasons);
  }

  private void ofOriginal(XmlElement id) {
    if (!original.equals(Optional.of(id.text()))) {
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

  private void ofBlock(List<XmlElement> status, List<XmlElement> reasons) {
    if (status.isEmpty()) {
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

  private void payment(XmlElement payment) {
    var id = payment.required("OrgnlEndToEndId");
    var status =
        payment
            .at("TxSts")
            .map(PaymentStatus::of)
            .or(() -> ofBlock.or(() -> ofGroup).map(OfAll::status))
            .orElseThrow(
                () -> payment.place().refused("payment " + XmlElement.shown(id) + " has no TxSts"));
    if (status == PaymentStatus.PART) {
      throw payment
          .place()
          .refused("payment %s has the status PART or none".formatted(XmlElement.shown(id)));
    }
    var said =
        new OfOne(
            id,
            status,
            BankReason.of(payment.all("StsRsnInf")),
            payment.at("OrgnlTxRef", "Amt", "InstdAmt").map(XmlElement::dollars));
    payments.put(id, id, said, payment.place());
  }

  private static Optional<OfAll> ofAll(Optional<XmlElement> status, Optional<BankReason> reason) {
    return status.map(PaymentStatus::of).map(known -> new OfAll(known, reason));
  }
}
