package farestream.bank;

import farestream.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.AccountIdentification4Choice;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.ActiveOrHistoricCurrencyAndAmount;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.AmountType4Choice;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.BranchAndFinancialInstitutionIdentification6;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.CashAccount38;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.ClearingSystemIdentification2Choice;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.ClearingSystemMemberIdentification2;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.CreditTransferTransaction34;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.CustomerCreditTransferInitiationV09;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.DateAndDateTime2Choice;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.Document;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.FinancialInstitutionIdentification18;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.GenericAccountIdentification1;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.GenericFinancialIdentification1;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.GroupHeader85;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PartyIdentification135;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PaymentIdentification6;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PaymentInstruction30;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PaymentMethod3Code;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.PaymentTypeInformation26;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.RemittanceInformation16;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.ServiceLevel8Choice;

/// Converts batches and transfers to the classes of pain.001.001.09: one message with one payment
/// information block.
final class PaymentOrder {
  static final String CURRENCY = "USD";

  /// The normal and cheap way (ACH in the United States) instead of a wire transfer per payment.
  private static final String NON_URGENT = "NURG";

  /// The clearing system of the routing numbers.
  private static final String US_ROUTING = "USABA";

  /// ISO 20022's usual placeholder where a bank must be named but the account number identifies
  /// it.
  static final String NOT_PROVIDED = "NOTPROVIDED";

  private static final DatatypeFactory TYPES = types();

  private PaymentOrder() {}

  static Document document(
      CreditTransferBatch batch, List<CreditTransferTransaction34> transactions) {
    var message = new CustomerCreditTransferInitiationV09();
    message.setGrpHdr(header(batch));
    message.getPmtInf().add(block(batch, transactions));
    var document = new Document();
    document.setCstmrCdtTrfInitn(message);
    return document;
  }

  static CreditTransferTransaction34 transaction(CreditTransfer transfer) {
    var transaction = new CreditTransferTransaction34();
    var id = new PaymentIdentification6();
    id.setEndToEndId(transfer.endToEndId());
    transaction.setPmtId(id);
    transaction.setAmt(amount(transfer.amount()));
    switch (transfer.account()) {
      case BankAccount.UsAccount _ -> transaction.setCdtrAgt(bank(transfer.account()));
      case BankAccount.Iban _ -> {} // the IBAN identifies the bank
    }
    transaction.setCdtr(party(transfer.creditor()));
    transaction.setCdtrAcct(account(transfer.account()));
    var remittance = new RemittanceInformation16();
    remittance.getUstrd().add(transfer.remittance());
    transaction.setRmtInf(remittance);
    return transaction;
  }

  private static GroupHeader85 header(CreditTransferBatch batch) {
    var header = new GroupHeader85();
    header.setMsgId(batch.messageId());
    header.setCreDtTm(time(batch.created()));
    header.setNbOfTxs(Integer.toString(batch.count()));
    header.setCtrlSum(batch.sum().amount());
    header.setInitgPty(party(batch.payer().latinName()));
    return header;
  }

  private static PaymentInstruction30 block(
      CreditTransferBatch batch, List<CreditTransferTransaction34> transactions) {
    // The library only offers a list to fill. This one must be streamed while it is written.
    var block =
        new PaymentInstruction30() {
          PaymentInstruction30 with(List<CreditTransferTransaction34> transactions) {
            cdtTrfTxInf = transactions;
            return this;
          }
        }.with(transactions);
    block.setPmtInfId(batch.messageId());
    block.setPmtMtd(PaymentMethod3Code.TRF);
    block.setNbOfTxs(Integer.toString(batch.count()));
    block.setCtrlSum(batch.sum().amount());
    block.setPmtTpInf(nonUrgent());
    block.setReqdExctnDt(day(batch.executed()));
    block.setDbtr(party(batch.payer().latinName()));
    block.setDbtrAcct(account(batch.account()));
    block.getDbtrAcct().setCcy(CURRENCY);
    var bank = bank(batch.account());
    batch.payer().bic().ifPresent(bic -> identify(bank.getFinInstnId(), bic));
    block.setDbtrAgt(bank);
    return block;
  }

  private static void identify(FinancialInstitutionIdentification18 bank, String bic) {
    bank.setBICFI(bic);
    bank.setOthr(null);
  }

  private static BranchAndFinancialInstitutionIdentification6 bank(BankAccount account) {
    var id = new FinancialInstitutionIdentification18();
    switch (account) {
      case BankAccount.UsAccount us -> {
        var system = new ClearingSystemIdentification2Choice();
        system.setCd(US_ROUTING);
        var member = new ClearingSystemMemberIdentification2();
        member.setClrSysId(system);
        member.setMmbId(us.routingNumber());
        id.setClrSysMmbId(member);
      }
      case BankAccount.Iban _ -> {
        var other = new GenericFinancialIdentification1();
        other.setId(NOT_PROVIDED);
        id.setOthr(other);
      }
    }
    var bank = new BranchAndFinancialInstitutionIdentification6();
    bank.setFinInstnId(id);
    return bank;
  }

  private static CashAccount38 account(BankAccount account) {
    var id = new AccountIdentification4Choice();
    switch (account) {
      case BankAccount.Iban iban -> id.setIBAN(iban.number());
      case BankAccount.UsAccount us -> {
        var other = new GenericAccountIdentification1();
        other.setId(us.accountNumber());
        id.setOthr(other);
      }
    }
    var whole = new CashAccount38();
    whole.setId(id);
    return whole;
  }

  private static PartyIdentification135 party(String name) {
    var party = new PartyIdentification135();
    party.setNm(name);
    return party;
  }

  private static AmountType4Choice amount(Money money) {
    var value = new ActiveOrHistoricCurrencyAndAmount();
    value.setValue(money.amount());
    value.setCcy(CURRENCY);
    var amount = new AmountType4Choice();
    amount.setInstdAmt(value);
    return amount;
  }

  private static PaymentTypeInformation26 nonUrgent() {
    var level = new ServiceLevel8Choice();
    level.setCd(NON_URGENT);
    var type = new PaymentTypeInformation26();
    type.getSvcLvl().add(level);
    return type;
  }

  private static DateAndDateTime2Choice day(LocalDate date) {
    var day = new DateAndDateTime2Choice();
    day.setDt(TYPES.newXMLGregorianCalendar(date.toString()));
    return day;
  }

  private static XMLGregorianCalendar time(Instant instant) {
    return TYPES.newXMLGregorianCalendar(instant.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static DatatypeFactory types() {
    try {
      return DatatypeFactory.newInstance();
    } catch (DatatypeConfigurationException broken) {
      throw new IllegalStateException("the JDK has no XML types", broken);
    }
  }
}
