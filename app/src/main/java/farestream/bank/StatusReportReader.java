package farestream.bank;

import farestream.bank.StatusReport.BatchStatus;
import farestream.bank.StatusReport.PaymentEntry;
import farestream.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads a pain.002 in the order of its schema. A payment that can't be read doesn't affect the
/// others. A file of ours has one payment information block, with the id, count and sum of the
/// whole batch.
final class StatusReportReader {
  private final BankXml xml;
  private final UniqueReports<PaymentEntry> payments = new UniqueReports<>();
  private Optional<String> messageId = Optional.empty();
  private Optional<String> original = Optional.empty();
  private Optional<Integer> count = Optional.empty();
  private Optional<Money> sum = Optional.empty();
  private Optional<BatchStatus> groupStatus = Optional.empty();
  private Optional<BatchStatus> blockStatus = Optional.empty();
  private final Set<UnreadableEntry> unread = new LinkedHashSet<>();
  private boolean batchIsInvalid;

  StatusReportReader(BankXml xml) {
    this.xml = xml;
  }

  StatusReport read() {
    var message = xml.position();
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
    var ofEach =
        payments.inOrder().stream().filter(payment -> isConsistent(payment, ofAll)).toList();
    if (ofAll.isEmpty() && ofEach.isEmpty() && unread.isEmpty()) {
      throw message.refused("it has no status at all; ask the bank for a complete file");
    }
    return new StatusReport(
        messageId.orElseThrow(() -> message.refused("it has no GrpHdr with a MsgId")),
        original.orElseThrow(
            () -> message.refused("it has no OrgnlGrpInfAndSts, which names the batch")),
        count,
        sum,
        ofAll,
        ofEach,
        List.copyOf(unread));
  }

  /// Checks that a payment's status doesn't contradict the batch's. Only a partly accepted batch
  /// has both paid and unpaid payments.
  private boolean isConsistent(PaymentEntry payment, Optional<BatchStatus> ofAll) {
    if (ofAll.isEmpty() || !payment.status().contradicts(ofAll.get().status())) {
      return true;
    }
    unread.add(
        new UnreadableEntry(
            XmlElement.shown(payment.endToEndId()),
            "its status is %s, but that of the whole batch is %s; ask the bank which is valid"
                .formatted(payment.status(), ofAll.get().status())));
    return false;
  }

  private Optional<BatchStatus> ofAll() {
    return batchIsInvalid ? Optional.empty() : blockStatus.or(() -> groupStatus);
  }

  /// Reads something about the batch as a whole. If that fails, everything about the batch as a
  /// whole is invalid; reports of single payments remain valid.
  private void readOfBatch(Runnable reading) {
    try {
      reading.run();
    } catch (BankFileRefused fault) {
      batchIsInvalid = true;
      unread.add(
          new UnreadableEntry(original.map(XmlElement::shown).orElse("the batch"), fault.line()));
    }
  }

  private void group(XmlElement group) {
    if (original.isPresent()) {
      throw group.position().refused("it answers two batches; ask the bank for one file per batch");
    }
    original = Optional.of(group.required("OrgnlMsgId"));
    var answered = group.required("OrgnlMsgNmId");
    if (!answered.toLowerCase(Locale.ROOT).startsWith("pain.001")) {
      throw group
          .position()
          .refused(
              "it answers a %s, not a file of credit transfers (pain.001)"
                  .formatted(XmlElement.shown(answered)));
    }
    readOfBatch(() -> group.at("OrgnlNbOfTxs").ifPresent(this::count));
    readOfBatch(() -> group.at("OrgnlCtrlSum").ifPresent(this::sum));
    readOfBatch(
        () -> groupStatus = ofAll(group.at("GrpSts"), BankReason.of(group.all("StsRsnInf"))));
  }

  /// Reads a payment information block. Some banks repeat the block for every payment in it.
  private void block() {
    var reasons = new ArrayList<XmlElement>();
    var status = new ArrayList<XmlElement>();
    var ids = new ArrayList<XmlElement>();
    xml.children(
        name -> {
          switch (name) {
            case "PmtInfSts" -> batchElement().ifPresent(status::add);
            case "StsRsnInf" -> batchElement().ifPresent(reasons::add);
            case "OrgnlPmtInfId" -> batchElement().ifPresent(ids::add);
            case "OrgnlNbOfTxs" -> readIfOriginal(ids, this::count);
            case "OrgnlCtrlSum" -> readIfOriginal(ids, this::sum);
            case "TxInfAndSts" -> {
              readOfBatch(() -> blockStatus(ids, status, reasons));
              payment(ids);
            }
            default -> {}
          }
        });
    readOfBatch(
        () -> {
          requireOriginal(ids);
          blockStatus(ids, status, reasons);
        });
  }

  private void readIfOriginal(List<XmlElement> ids, Consumer<XmlElement> consumer) {
    batchElement()
        .filter(_ -> isOfOriginal(ids))
        .ifPresent(element -> readOfBatch(() -> consumer.accept(element)));
  }

  private Optional<XmlElement> batchElement() {
    try {
      return Optional.of(xml.element());
    } catch (OversizedEntry fault) {
      readOfBatch(
          () -> {
            throw fault;
          });
      return Optional.empty();
    }
  }

  /// Returns whether the block is of the answered batch. A file of ours has one block, with the
  /// id of the batch. Some banks leave its id out.
  private boolean isOfOriginal(List<XmlElement> ids) {
    return ids.stream()
        .map(XmlElement::text)
        .allMatch(
            id ->
                id.isEmpty()
                    || id.equals(PaymentOrder.NOT_PROVIDED)
                    || original.equals(Optional.of(id)));
  }

  private void requireOriginal(List<XmlElement> ids) {
    if (!isOfOriginal(ids)) {
      var id = ids.getLast();
      throw id.position()
          .refused(
              "%s is '%s', but the batch is %s; check whether this answers another file"
                  .formatted(
                      id.name(),
                      XmlElement.shown(id.text()),
                      original.map(name -> "'" + XmlElement.shown(name) + "'").orElse("unnamed")));
    }
  }

  private void count(XmlElement number) {
    var value = Optional.of(number.count());
    if (count.isPresent() && !count.equals(value)) {
      throw differs(number);
    }
    count = value;
  }

  private void sum(XmlElement amount) {
    var value = Optional.of(amount.money());
    if (sum.isPresent() && !sum.equals(value)) {
      throw differs(amount);
    }
    sum = value;
  }

  private static BankFileRefused differs(XmlElement element) {
    return element
        .position()
        .refused(
            "%s is %s, but it had another value before; ask the bank which is valid"
                .formatted(element.name(), XmlElement.shown(element.text())));
  }

  private void blockStatus(
      List<XmlElement> ids, List<XmlElement> status, List<XmlElement> reasons) {
    if (status.isEmpty() || !isOfOriginal(ids)) {
      return;
    }
    var current = ofAll(Optional.of(status.getLast()), BankReason.of(reasons));
    if (blockStatus.isPresent() && !blockStatus.equals(current)) {
      throw status
          .getLast()
          .position()
          .refused("the batch has two different statuses; ask the bank which is valid");
    }
    blockStatus = current;
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
      requireOriginal(block);
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
            .or(() -> ofAll().map(BatchStatus::status))
            .orElseThrow(
                () ->
                    payment
                        .position()
                        .refused("payment " + XmlElement.shown(id) + " has no TxSts"));
    if (status == PaymentStatus.PART) {
      throw payment
          .position()
          .refused("payment %s has the status PART or none".formatted(XmlElement.shown(id)));
    }
    var fault = Optional.<String>empty();
    var amount = Optional.<Money>empty();
    try {
      amount = payment.at("OrgnlTxRef", "Amt", "InstdAmt").map(XmlElement::dollars);
    } catch (BankFileRefused invalid) {
      fault = Optional.of(invalid.line());
    }
    var report =
        new PaymentEntry(id, status, BankReason.of(payment.all("StsRsnInf")), amount, fault);
    payments.put(id, id, report, payment.position());
  }

  private static Optional<BatchStatus> ofAll(
      Optional<XmlElement> status, Optional<BankReason> reason) {
    return status.map(PaymentStatus::of).map(code -> new BatchStatus(code, reason));
  }
}
