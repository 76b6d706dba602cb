package farestream.bank;

import static farestream.bank.BankSamples.REJECTED;
import static farestream.bank.BankSamples.TEN_DOLLARS;
import static farestream.bank.BankSamples.block;
import static farestream.bank.BankSamples.pain002;
import static farestream.bank.BankSamples.payment;
import static farestream.bank.PaymentStatus.ACCP;
import static farestream.bank.PaymentStatus.ACSC;
import static farestream.bank.PaymentStatus.ACSP;
import static farestream.bank.PaymentStatus.PART;
import static farestream.bank.PaymentStatus.RJCT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.bank.PaymentStatus.Meaning;
import farestream.bank.StatusReport.BatchStatus;
import farestream.bank.StatusReport.PaymentEntry;
import farestream.money.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusReportTest {
  private static final String GROUP_PART = "<GrpSts>PART</GrpSts>";

  @TempDir Path folder;

  /// The library has no schema for versions before 10; their element names are the same.
  @ParameterizedTest
  @ValueSource(strings = {"03", "04", "09", "10", "11", "12", "13", "14"})
  void every_version_is_read_alike(String version) throws Exception {
    var file =
        pain002(
            version,
            GROUP_PART,
            block(
                "",
                payment("P-1", "<TxSts>ACSP</TxSts>"),
                payment("P-2", REJECTED + TEN_DOLLARS),
                payment("P-3", "<TxSts>ACSC</TxSts>")));
    if (version.compareTo("10") >= 0) {
      Schemas.validate("pain.002.001." + version, file.getBytes(UTF_8));
    }
    var report = read(file);
    assertThat(report.messageId()).isEqualTo("BANK-77");
    assertThat(report.originalMessageId()).isEqualTo("FS-2-1");
    assertThat(report.originalCount()).contains(3);
    assertThat(report.originalSum()).contains(Money.of("60.00"));
    assertThat(report.ofAll()).contains(new BatchStatus(PART, Optional.empty()));
    assertThat(report.ofEach())
        .containsExactly(
            said("P-1", ACSP),
            new PaymentEntry(
                "P-2",
                RJCT,
                Optional.of(new BankReason(Optional.of("AC04"), "account closed")),
                Optional.of(Money.of("10.00")),
                Optional.empty()),
            said("P-3", ACSC));
    assertThat(report.ofEach().get(1).reason().orElseThrow()).hasToString("AC04 account closed");
  }

  @Test
  void a_batch_can_be_accepted_or_rejected_as_a_whole() {
    assertThat(read(pain002("10", "<GrpSts>ACCP</GrpSts>")).ofAll())
        .contains(new BatchStatus(ACCP, Optional.empty()));
    assertThat(
            read(pain002(
                    "10",
                    "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Prtry>X 9</Prtry></Rsn></StsRsnInf>"))
                .ofAll())
        .contains(new BatchStatus(RJCT, Optional.of(new BankReason(Optional.of("X 9"), ""))));
  }

  @Test
  void the_blocks_status_takes_precedence_over_the_groups() {
    var report = read(pain002("10", "<GrpSts>ACTC</GrpSts>", block("<PmtInfSts>ACSP</PmtInfSts>")));
    assertThat(report.ofAll()).contains(new BatchStatus(ACSP, Optional.empty()));
  }

  @Test
  void a_block_for_every_payment_is_still_one_batch() {
    var report =
        read(
            pain002(
                "03",
                GROUP_PART,
                block("", payment("P-1", "<TxSts>ACSP</TxSts>")),
                block("", payment("P-2", REJECTED))));
    assertThat(report.ofEach()).extracting(PaymentEntry::endToEndId).containsExactly("P-1", "P-2");
  }

  @Test
  void a_payment_without_a_status_has_its_batchs_status() {
    var report = read(pain002("10", "<GrpSts>RJCT</GrpSts>", block("", payment("P-1", ""))));
    assertThat(report.ofEach()).containsExactly(said("P-1", RJCT));
  }

  @ParameterizedTest
  @MethodSource("beyondLimits")
  void an_oversized_payment_is_listed_and_the_others_are_read(String more, String why) {
    var report =
        read(
            pain002(
                "10",
                GROUP_PART,
                block(
                    "",
                    payment("P-1", "<TxSts>ACSP</TxSts>" + more),
                    payment("P-2", "<TxSts>ACSP</TxSts>"))));
    assertThat(report.ofEach()).containsExactly(said("P-2", ACSP));
    assertThat(report.unread())
        .singleElement()
        .satisfies(one -> assertThat(one.why()).contains(why));
  }

  @ParameterizedTest
  @MethodSource("beyondLimits")
  void an_oversized_element_of_the_batch_invalidates_the_batchs_status(String more, String why) {
    var report =
        read(
            pain002(
                "10",
                "",
                block(
                    "<PmtInfSts>RJCT</PmtInfSts><StsRsnInf>" + more + "</StsRsnInf>",
                    payment("P-1", "<TxSts>ACSP</TxSts>"))));
    assertThat(report.ofAll()).isEmpty();
    assertThat(report.ofEach()).containsExactly(said("P-1", ACSP));
    assertThat(report.unread())
        .singleElement()
        .satisfies(one -> assertThat(one.why()).contains(why));
  }

  static Stream<Arguments> beyondLimits() {
    return Stream.of(
        Arguments.of("<a>" + "x".repeat(2_001) + "</a>", "a is longer than 2000 characters"),
        Arguments.of("<a/>".repeat(6_000), "more than 5000 elements in one entry"));
  }

  @Test
  void a_payment_can_be_reported_twice_identically() {
    var twice =
        block("", payment("P-1", "<TxSts>ACSP</TxSts>"), payment("P-1", "<TxSts>ACSP</TxSts>"));
    assertThat(read(pain002("10", GROUP_PART, twice)).ofEach()).containsExactly(said("P-1", ACSP));
  }

  @ParameterizedTest
  @EnumSource(PaymentStatus.class)
  void every_status_has_its_meaning(PaymentStatus status) {
    assertThat(
            read(pain002("10", "<GrpSts>" + status + "</GrpSts>")).ofAll().orElseThrow().status())
        .isEqualTo(status);
    assertThat(status.meaning())
        .isEqualTo(
            switch (status) {
              case ACSC, ACCC -> Meaning.SETTLED;
              case RJCT -> Meaning.REJECTED;
              case CANC -> Meaning.CANCELLED;
              case PART -> Meaning.PARTLY;
              case RCVD, PDNG, PATC, ACTC, ACCP, ACFC, ACFW, ACWC, ACSP, ACPD, ACWP, BLCK ->
                  Meaning.UNDER_WAY;
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<GrpSts>ACXX</GrpSts> | the status 'ACXX' is unknown",
        "<GrpSts>acsc</GrpSts> | the status 'acsc' is unknown",
        "<GrpSts>ACSC</GrpSts><GrpSts>RJCT</GrpSts> | GrpSts occurs twice"
      })
  void an_invalid_batch_status_is_void(String status, String reason) {
    var read = read(pain002("10", status, block("", payment("P-9", "<TxSts>ACSC</TxSts>"))));
    assertThat(read.ofAll()).isEmpty();
    assertThat(read.ofEach()).containsExactly(said("P-9", ACSC));
    assertThat(read.unread())
        .singleElement()
        .satisfies(one -> assertThat(one.why()).contains(reason));
  }

  @Test
  void a_file_without_a_status_is_rejected() {
    refused(pain002("10", ""), "it has no status at all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<TxSts>WHAT</TxSts> | the status 'WHAT' is unknown",
        "<TxSts>PART</TxSts> | payment P-1 has the status PART or none",
        "'' | payment P-1 has the status PART or none",
        "<TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">1.00</InstdAmt></Amt></OrgnlTxRef>"
            + " | InstdAmt is in 'EUR', but payments are in USD",
        "<TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt>1.00</InstdAmt></Amt></OrgnlTxRef>"
            + " | InstdAmt is in ''",
        "<TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy=\"USD\">1.001</InstdAmt></Amt></OrgnlTxRef>"
            + " | 1.001 is not a whole number of cents",
        "<TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy=\"USD\">1e3</InstdAmt></Amt></OrgnlTxRef>"
            + " | InstdAmt '1e3' is not an amount"
      })
  void an_invalid_payment_does_not_affect_the_others(String content, String reason) {
    var read =
        read(
            pain002(
                "10",
                GROUP_PART,
                block("", payment("P-1", content), payment("P-9", "<TxSts>ACSC</TxSts>"))));
    assertThat(read.ofEach()).contains(said("P-9", ACSC));
    var faults =
        Stream.concat(
            read.unread().stream().map(UnreadableEntry::why),
            read.ofEach().stream().flatMap(one -> one.fault().stream()));
    assertThat(faults).singleElement().asString().contains(reason);
  }

  @Test
  void two_contradictory_answers_are_both_dropped() {
    var read =
        read(
            pain002(
                "10",
                GROUP_PART,
                block(
                    "",
                    payment("P-1", "<TxSts>ACSP</TxSts>"),
                    payment("P-1", REJECTED),
                    payment("P-9", "<TxSts>ACSC</TxSts>"))));
    assertThat(read.ofEach()).containsExactly(said("P-9", ACSC));
    assertThat(read.unread().getFirst().why())
        .contains("payment P-1 occurs twice with different contents");
    var blocks =
        read(
            pain002(
                "10",
                GROUP_PART,
                block("<PmtInfSts>ACSP</PmtInfSts>"),
                block("<PmtInfSts>RJCT</PmtInfSts>")));
    assertThat(blocks.ofAll()).isEmpty();
    assertThat(blocks.unread().getFirst().why()).contains("the batch has two different statuses");
  }

  @ParameterizedTest
  @CsvSource({"RJCT,ACSC", "RJCT,ACCC", "CANC,ACSC", "ACSC,RJCT", "ACCC,CANC"})
  void a_payment_that_contradicts_its_batch_is_reported(String all, String one) {
    for (var file :
        List.of(
            pain002("10", "<GrpSts>%s</GrpSts>".formatted(all), block("", payments(one))),
            pain002("10", "", block("<PmtInfSts>%s</PmtInfSts>".formatted(all), payments(one))))) {
      var read = read(file);
      assertThat(read.ofAll().orElseThrow().status()).hasToString(all);
      assertThat(read.ofEach()).containsExactly(said("P-2", ACSP));
      assertThat(read.unread())
          .containsExactly(
              new UnreadableEntry(
                  "P-1",
                  "its status is %s, but that of the whole batch is %s; ask the bank which is valid"
                      .formatted(one, all)));
    }
  }

  private static String payments(String status) {
    return payment("P-1", "<TxSts>%s</TxSts>".formatted(status))
        + payment("P-2", "<TxSts>ACSP</TxSts>");
  }

  @Test
  void a_block_has_the_id_count_and_sum_of_the_batch() throws Exception {
    var accepted = payment("P-1", "<TxSts>ACSP</TxSts>");
    var counted = "<OrgnlNbOfTxs>3</OrgnlNbOfTxs><OrgnlCtrlSum>60.0</OrgnlCtrlSum>";
    var file = pain002("10", GROUP_PART, block(counted, accepted));
    Schemas.validate("pain.002.001.10", file.getBytes(UTF_8));
    assertThat(read(file).originalSum()).contains(Money.of("60.00"));
    var id = "<OrgnlPmtInfId>FS-2-1</OrgnlPmtInfId>";
    var other = read(file.replace(id, "<OrgnlPmtInfId>OTHER-BATCH</OrgnlPmtInfId>"));
    assertThat(other.ofEach()).isEmpty();
    assertThat(other.unread())
        .anySatisfy(
            one ->
                assertThat(one.why())
                    .contains("OrgnlPmtInfId is 'OTHER-BATCH', but the batch is 'FS-2-1'"));
    for (var unnamed : List.of("", "<OrgnlPmtInfId>NOTPROVIDED</OrgnlPmtInfId>")) {
      assertThat(read(file.replace(id, unnamed)).ofEach()).containsExactly(said("P-1", ACSP));
    }
    var seven = read(pain002("10", GROUP_PART, block(counted.replace(">3<", ">7<"), accepted)));
    assertThat(seven.ofEach()).containsExactly(said("P-1", ACSP));
    assertThat(seven.unread().getFirst().why())
        .contains("OrgnlNbOfTxs is 7, but it had another value before");
    assertThat(
            read(pain002(
                    "10",
                    GROUP_PART,
                    block(counted, accepted),
                    block(counted.replace("60.0", "9999"))))
                .unread()
                .getFirst()
                .why())
        .contains("OrgnlCtrlSum is 9999, but it had another value before");
  }

  @Test
  void a_missing_element_is_named() {
    var whole = pain002("10", "<GrpSts>ACTC</GrpSts>");
    refused(whole.replace("<MsgId>BANK-77</MsgId>", ""), "GrpHdr has no MsgId");
    refused(whole.replaceAll("(?s)<GrpHdr>.*</GrpHdr>", ""), "no GrpHdr");
    refused(
        whole.replace("<OrgnlMsgId>FS-2-1</OrgnlMsgId>", ""),
        "OrgnlGrpInfAndSts has no OrgnlMsgId");
    refused(
        whole.replace("pain.001.001.09", "pain.008.001.08"), "it answers a pain.008.001.08, not");
    assertThat(
            read(whole.replace("<OrgnlNbOfTxs>3<", "<OrgnlNbOfTxs>three<"))
                .unread()
                .getFirst()
                .why())
        .contains("'three' is not a number");
    assertThat(
            read(pain002(
                    "10", GROUP_PART, block("", "<TxInfAndSts><TxSts>ACSC</TxSts></TxInfAndSts>")))
                .unread()
                .getFirst()
                .why())
        .contains("TxInfAndSts has no OrgnlEndToEndId");
  }

  @Test
  void the_banks_text_is_put_on_one_line() {
    var words = "<StsRsnInf><AddtlInf>no\n\tfunds\u202e\u0085here</AddtlInf></StsRsnInf>";
    var report =
        read(pain002("10", GROUP_PART, block("", payment("P-1", "<TxSts>RJCT</TxSts>" + words))));
    assertThat(report.ofEach().getFirst().reason())
        .contains(new BankReason(Optional.empty(), "no funds here"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.02.xsd",
        "urn:iso:std:iso:20022:tech:xsd:pain.002.003.03",
        "https://www.six-group.com/xsd/pain.002.001.10.ch.03"
      })
  void namespaces_of_banks_are_accepted(String namespace) {
    var file = pain002("10", "<GrpSts>ACCP</GrpSts>");
    assertThat(
            read(file.replace("urn:iso:std:iso:20022:tech:xsd:pain.002.001.10", namespace)).ofAll())
        .contains(new BatchStatus(ACCP, Optional.empty()));
  }

  @Test
  void of_several_reasons_the_one_about_the_account_counts() {
    var reasons =
        "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>NARR</Cd></Rsn></StsRsnInf>"
            + "<StsRsnInf><Rsn><Cd>AC06</Cd></Rsn></StsRsnInf>";
    var read = read(pain002("10", GROUP_PART, block("", payment("P-1", reasons))));
    assertThat(read.ofEach().getFirst().reason().flatMap(BankReason::accountCode)).contains("AC06");
  }

  private StatusReport read(String file) {
    return StatusReport.read(BankSamples.file(folder, file));
  }

  private void refused(String file, String reason) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BankFileRefused.class)
        .hasMessageContaining(reason)
        .hasMessageMatching("answer.xml, line [0-9]+, column [0-9]+: [^\\n]*");
  }

  private static PaymentEntry said(String id, PaymentStatus status) {
    return new PaymentEntry(id, status, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
