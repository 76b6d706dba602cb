package farestream.cli.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/// The bank's answers to our bank files.
final class BankAnswers {
  private static int files;

  private BankAnswers() {}

  /// @param groupStatus the status of the whole batch, or blank
  /// @param payments made by [#payment]
  static String statusReport(
      String messageId, int count, String sum, String groupStatus, Collection<String> payments) {
    return statusReport(messageId, count, sum, groupStatus, messageId, payments);
  }

  /// @param block the element name of the payment information block
  static String statusReport(
      String messageId,
      int count,
      String sum,
      String groupStatus,
      String block,
      Collection<String> payments) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">
          <CstmrPmtStsRpt>
            <GrpHdr><MsgId>BANK-%d</MsgId><CreDtTm>2026-11-23T08:00:00Z</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts>
              <OrgnlMsgId>%s</OrgnlMsgId>
              <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
              <OrgnlNbOfTxs>%d</OrgnlNbOfTxs>
              <OrgnlCtrlSum>%s</OrgnlCtrlSum>
              %s
            </OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId>%s</OrgnlPmtInfAndSts>
          </CstmrPmtStsRpt>
        </Document>
        """
        .formatted(
            ++files,
            messageId,
            count,
            sum,
            groupStatus.isEmpty() ? "" : "<GrpSts>%s</GrpSts>".formatted(groupStatus),
            block,
            String.join("", payments));
  }

  static String payment(String endToEndId, String status, String amount) {
    return """
        <TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>%s</TxSts>%s
          <OrgnlTxRef><Amt><InstdAmt Ccy="USD">%s</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>
        """
        .formatted(
            endToEndId,
            status,
            status.equals("RJCT")
                ? "<StsRsnInf><Rsn><Cd>MS03</Cd></Rsn><AddtlInf>no reason given</AddtlInf></StsRsnInf>"
                : "",
            amount);
  }

  /// @param transactions made by [#cameBack] and [#wentOut]
  static String returns(Collection<String> transactions) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">
          <BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>BANK-%d</MsgId><CreDtTm>2026-11-25T08:00:00Z</CreDtTm></GrpHdr>
            <Ntfctn>
              <Id>N-1</Id><CreDtTm>2026-11-25T08:00:00Z</CreDtTm>
              <Acct><Id><Othr><Id>123456789</Id></Othr></Id></Acct>
              %s
            </Ntfctn>
          </BkToCstmrDbtCdtNtfctn>
        </Document>
        """
        .formatted(
            ++files, transactions.stream().map(BankAnswers::entry).collect(Collectors.joining()));
  }

  private static String entry(String transaction) {
    return """
        <Ntry><Amt Ccy="%s">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
          <BookgDt><Dt>2026-11-25</Dt></BookgDt><BkTxCd><Prtry><Cd>RTN</Cd></Prtry></BkTxCd>
          <NtryDtls>%s</NtryDtls></Ntry>
        """
        .formatted((Object[]) transaction.split("\\|", 4));
  }

  static String cameBack(String endToEndId, String amount) {
    return """
        USD|%s|CRDT|<TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs>
          <Amt Ccy="USD">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd>
          <RtrInf><Rsn><Cd>MS03</Cd></Rsn><AddtlInf>no reason given</AddtlInf></RtrInf></TxDtls>
        """
        .formatted(amount, endToEndId, amount)
        .strip();
  }

  /// Returns a debit whose amount is its entry's.
  static String wentOut(String endToEndId, String amount, String currency) {
    return "%2$s|%1$s|DBIT|<TxDtls><Refs><EndToEndId>%3$s</EndToEndId></Refs></TxDtls>"
        .formatted(amount, currency, endToEndId);
  }

  static String file(Path folder, String content) {
    try {
      return Files.write(
              folder.resolve("answer-%d.xml".formatted(++files)), content.getBytes(UTF_8))
          .toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
