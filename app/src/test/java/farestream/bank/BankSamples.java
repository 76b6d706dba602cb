package farestream.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.bank.BankAccount.Iban;
import farestream.bank.BankAccount.UsAccount;
import farestream.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Fictitious payments and the bank's answers to them.
final class BankSamples {
  static final UsAccount US = new UsAccount("021000021", "123456789");
  static final Iban IBAN = new Iban("GB29NWBK60161331926819");
  static final String TEXT = "Cycle 2, statement 200001";

  private BankSamples() {}

  static CreditTransfer transfer(String id, String amount) {
    return new CreditTransfer(id, Money.of(amount), "Driver One", US, TEXT);
  }

  static CreditTransferBatch batch(List<CreditTransfer> transfers) {
    return batch(
        transfers.size(), Money.sum(transfers.stream().map(CreditTransfer::amount).toList()));
  }

  static CreditTransferBatch batch(int count, Money sum) {
    return new CreditTransferBatch(
        "FS-2-1",
        Instant.parse("2026-11-22T20:00:00.123Z"),
        new AccountOwner("Yellow Fleet Inc.", Optional.empty()),
        US,
        LocalDate.of(2026, 11, 24),
        count,
        sum);
  }

  static byte[] written(CreditTransferBatch batch, List<CreditTransfer> transfers) {
    var bytes = new ByteArrayOutputStream();
    CreditTransferFile.write(bytes, batch, transfers.iterator());
    return bytes.toByteArray();
  }

  static String pain002(String version, String groupStatus, String... blocks) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.%s">
          <CstmrPmtStsRpt>
            <GrpHdr>
              <MsgId>BANK-77</MsgId>
              <CreDtTm>2026-11-23T08:00:00Z</CreDtTm>
            </GrpHdr>
            <OrgnlGrpInfAndSts>
              <OrgnlMsgId>FS-2-1</OrgnlMsgId>
              <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
              <OrgnlNbOfTxs>3</OrgnlNbOfTxs>
              <OrgnlCtrlSum>60.00</OrgnlCtrlSum>
              %s
            </OrgnlGrpInfAndSts>
            %s
          </CstmrPmtStsRpt>
        </Document>
        """
        .formatted(version, groupStatus, String.join("\n", blocks));
  }

  static String block(String status, String... payments) {
    return "<OrgnlPmtInfAndSts><OrgnlPmtInfId>FS-2-1</OrgnlPmtInfId>%s%s</OrgnlPmtInfAndSts>"
        .formatted(status, String.join("\n", payments));
  }

  static String payment(String id, String status) {
    return "<TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId>%s</TxInfAndSts>"
        .formatted(id, status);
  }

  static final String REJECTED =
      """
      <TxSts>RJCT</TxSts>
      <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>account closed</AddtlInf></StsRsnInf>
      """;

  static final String TEN_DOLLARS =
      "<OrgnlTxRef><Amt><InstdAmt Ccy=\"USD\">10.00</InstdAmt></Amt></OrgnlTxRef>";

  static String camt054(String version, String... entries) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.%s">
          <BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>NTFC-9</MsgId><CreDtTm>2026-11-25T08:00:00Z</CreDtTm></GrpHdr>
            <Ntfctn>
              <Id>N-1</Id>
              <CreDtTm>2026-11-25T08:00:00Z</CreDtTm>
              <Acct><Id><Othr><Id>123456789</Id></Othr></Id></Acct>
              %s
            </Ntfctn>
          </BkToCstmrDbtCdtNtfctn>
        </Document>
        """
        .formatted(version, String.join("\n", entries));
  }

  /// @param status in the form of the message's version
  static String entry(String direction, String status, String... transactions) {
    return """
        <Ntry>
          <NtryRef>E-1</NtryRef>
          <Amt Ccy="USD">10.00</Amt>
          <CdtDbtInd>%s</CdtDbtInd>
          <Sts>%s</Sts>
          <BookgDt><Dt>2026-11-25</Dt></BookgDt>
          <BkTxCd><Prtry><Cd>RTN</Cd></Prtry></BkTxCd>
          <NtryDtls>%s</NtryDtls>
        </Ntry>
        """
        .formatted(direction, status, String.join("\n", transactions));
  }

  static String transaction(String id, String more) {
    return "<TxDtls><Refs><AcctSvcrRef>B-%s</AcctSvcrRef><EndToEndId>%s</EndToEndId></Refs>%s</TxDtls>"
        .formatted(id, id, more);
  }

  static final String RETURN_INFORMATION =
      "<RtrInf><Rsn><Cd>AC03</Cd></Rsn><AddtlInf>no such account</AddtlInf></RtrInf>";

  static Path file(Path folder, String content) {
    return file(folder, content.getBytes(UTF_8));
  }

  static Path file(Path folder, byte[] content) {
    try {
      return Files.write(folder.resolve("answer.xml"), content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
