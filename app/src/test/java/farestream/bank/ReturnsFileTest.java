package farestream.bank;

import static farestream.bank.BankSamples.RETURN_INFORMATION;
import static farestream.bank.BankSamples.camt054;
import static farestream.bank.BankSamples.entry;
import static farestream.bank.BankSamples.transaction;
import static farestream.bank.ReturnsFile.Kind.EXECUTED;
import static farestream.bank.ReturnsFile.Kind.RETURNED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.bank.ReturnsFile.Booking;
import farestream.money.Money;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnsFileTest {
  private static final String BOOKED = "<Cd>BOOK</Cd>";
  private static final BankReason NO_ACCOUNT =
      new BankReason(Optional.of("AC03"), "no such account");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"})
  void every_version_is_read_alike(String version) throws Exception {
    var booked = version.compareTo("07") < 0 ? "BOOK" : BOOKED;
    var amount = "<Amt Ccy=\"USD\">10.00</Amt><CdtDbtInd>%s</CdtDbtInd>";
    var credit = version.equals("02") ? "" : amount.formatted("CRDT");
    var debit = version.equals("02") ? "" : amount.formatted("DBIT");
    var file =
        camt054(
            version,
            entry("CRDT", booked, transaction("P-1", credit + RETURN_INFORMATION)),
            entry("DBIT", booked, transaction("P-2", debit)));
    if (version.compareTo("10") < 0) {
      validateAsAccountReport(version, file);
    }
    var returns = read(file);
    assertThat(returns.messageId()).isEqualTo("NTFC-9");
    assertThat(returns.ignored()).isZero();
    assertThat(returns.bookings())
        .containsExactly(
            booking("P-1", RETURNED, "10.00", Optional.of(NO_ACCOUNT)),
            booking("P-2", EXECUTED, "10.00", Optional.empty()));
  }

  /// The library has no schema of camt.054. Its entries are those of camt.052, an account report,
  /// of the same version, which the library has; only the surrounding elements have other names.
  private static void validateAsAccountReport(String version, String file) throws Exception {
    var report =
        file.replace("camt.054", "camt.052")
            .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrAcctRpt")
            .replace("Ntfctn>", "Rpt>");
    Schemas.validate("camt.052.001." + version, report.getBytes(UTF_8));
  }

  @Test
  void each_transaction_of_an_entry_has_its_own_amount() throws Exception {
    var batch =
        entry(
            "DBIT",
            "BOOK",
            transaction("P-1", "<AmtDtls><TxAmt><Amt Ccy=\"USD\">4.00</Amt></TxAmt></AmtDtls>"),
            transaction(
                "P-2", "<AmtDtls><InstdAmt><Amt Ccy=\"USD\">6.00</Amt></InstdAmt></AmtDtls>"));
    validateAsAccountReport("02", camt054("02", batch));
    assertThat(read(camt054("02", batch)).bookings())
        .containsExactly(
            booking("P-1", EXECUTED, "4.00", Optional.empty()),
            booking("P-2", EXECUTED, "6.00", Optional.empty()));
    var newer =
        entry(
            "DBIT",
            BOOKED,
            transaction("P-1", "<Amt Ccy=\"USD\">4.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>"),
            transaction("P-2", "<Amt Ccy=\"USD\">6.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"));
    validateAsAccountReport("08", camt054("08", newer));
    assertThat(read(camt054("08", newer)).bookings())
        .containsExactly(
            booking("P-1", EXECUTED, "4.00", Optional.empty()),
            booking("P-2", RETURNED, "6.00", Optional.empty()));
  }

  @Test
  void the_booked_amount_counts_if_the_details_have_a_larger_one() {
    var less = entry("CRDT", BOOKED, transaction("P-1", "<Amt Ccy=\"USD\">15.00</Amt>"));
    assertThat(read(camt054("08", less)).bookings())
        .containsExactly(booking("P-1", RETURNED, "10.00", Optional.empty()));
  }

  @Test
  void a_credit_of_our_payment_is_a_return_even_if_not_marked_as_one() {
    assertThat(read(camt054("08", entry("CRDT", BOOKED, transaction("P-1", "")))).bookings())
        .containsExactly(booking("P-1", RETURNED, "10.00", Optional.empty()));
  }

  @Test
  void a_reversed_debit_is_a_return_even_without_a_reason() {
    var reversal =
        entry("CRDT", BOOKED, transaction("P-1", ""))
            .replace("<Sts>", "<RvslInd>true</RvslInd><Sts>");
    assertThat(read(camt054("08", reversal)).bookings())
        .containsExactly(booking("P-1", RETURNED, "10.00", Optional.empty()));
  }

  @Test
  void a_payment_can_be_executed_and_returned_in_one_file() {
    var file =
        camt054(
            "08",
            entry("DBIT", BOOKED, transaction("P-1", "")),
            entry("CRDT", BOOKED, transaction("P-1", RETURN_INFORMATION)));
    assertThat(read(file).bookings()).extracting(Booking::kind).containsExactly(EXECUTED, RETURNED);
  }

  @Test
  void other_transactions_are_ignored_and_counted() {
    var file =
        camt054(
            "08",
            entry("DBIT", "<Cd>PDNG</Cd>", transaction("P-1", "")),
            entry("CRDT", "<Cd>PDNG</Cd>", transaction("P-2", "")),
            entry("DBIT", BOOKED, transaction("P-3", RETURN_INFORMATION)),
            entry("DBIT", BOOKED, transaction("NOTPROVIDED", "")),
            entry("DBIT", BOOKED, "<TxDtls><Refs><TxId>1</TxId></Refs></TxDtls>"),
            entry("DBIT", BOOKED));
    var returns = read(file);
    assertThat(returns.bookings()).isEmpty();
    assertThat(returns.pending()).isEqualTo(2);
    assertThat(returns.ignored()).isEqualTo(4);
  }

  @Test
  void every_statement_has_its_own_account() {
    var one = camt054("08", entry("DBIT", BOOKED, transaction("P-1", "")));
    var start = one.indexOf("<Ntfctn>");
    var end = one.indexOf("</BkToCstmrDbtCdtNtfctn>");
    var second =
        one.substring(start, end)
            .replace("P-1", "P-2")
            .replace("<Othr><Id>123456789</Id></Othr>", "<IBAN>DE89370400440532013000</IBAN>");
    var third = one.substring(start, end).replace("P-1", "P-3").replaceAll("<Acct>.*</Acct>", "");
    assertThat(read(one.substring(0, end) + second + third + one.substring(end)).bookings())
        .extracting(Booking::account)
        .containsExactly(
            Optional.of("123456789"), Optional.of("DE89370400440532013000"), Optional.empty());
  }

  /// Rent is paid by direct debit in two instalments, in another currency, and in a batch.
  @Test
  void transactions_that_are_not_ours_are_not_validated() throws Exception {
    var rent = entry("DBIT", BOOKED, transaction("RENT", ""));
    var file =
        camt054(
            "08",
            rent,
            rent.replace("10.00", "900.00").replace("\"USD\"", "\"EUR\""),
            rent.replaceAll("<BookgDt>.*</BookgDt>", ""),
            entry("DBIT", BOOKED, transaction("RENT", ""), transaction("LOAN", "")),
            entry(
                "DBIT",
                BOOKED,
                transaction("RENT", ""),
                transaction("P-2", "<Amt Ccy=\"USD\">4.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>")),
            entry("CRDT", BOOKED, transaction("P-1", RETURN_INFORMATION)));
    validateAsAccountReport("08", file);
    var returns = read(file);
    assertThat(returns.bookings())
        .containsExactly(
            booking("P-2", EXECUTED, "4.00", Optional.empty()),
            booking("P-1", RETURNED, "10.00", Optional.of(NO_ACCOUNT)));
    assertThat(returns.ignored()).isEqualTo(6);
    assertThat(read(camt054("08", rent.replace("DBIT", "BOTH"))).ignored()).isEqualTo(1);
  }

  @Test
  void an_invalid_entry_does_not_affect_the_others() {
    var good = entry("CRDT", BOOKED, transaction("P-9", RETURN_INFORMATION));
    var one = entry("DBIT", BOOKED, transaction("P-1", ""));
    unread(one.replace("DBIT", "BOTH"), good, "CdtDbtInd is 'BOTH', neither CRDT nor DBIT");
    unread(one.replaceAll("<Sts>.*</Sts>", ""), good, "Ntry has no Sts");
    unread(
        one.replace("<Refs>", "<Amt Ccy=\"USD\">1</Amt><Amt Ccy=\"USD\">2</Amt><Refs>"),
        good,
        "Amt occurs twice");
    faulty(one.replace("\"USD\"", "\"EUR\""), "Amt is in 'EUR', but payments are in USD");
    faulty(
        entry("DBIT", BOOKED, transaction("P-1", ""), transaction("RENT", "")),
        "TxDtls has no Amt and its entry has several transactions");
    assertThat(read(camt054("08", one.replaceAll("<BookgDt>.*</BookgDt>", ""))).bookings())
        .hasSize(1);
    var withoutId = camt054("08", one).replace("<MsgId>NTFC-9</MsgId>", "");
    assertThatThrownBy(() -> read(withoutId))
        .isInstanceOf(BankFileRefused.class)
        .hasMessageContaining("GrpHdr has no MsgId");
  }

  @ParameterizedTest
  @MethodSource("farestream.bank.StatusReportTest#beyondLimits")
  void an_oversized_entry_is_listed_and_the_others_are_read(String more, String why) {
    var good = entry("CRDT", BOOKED, transaction("P-9", RETURN_INFORMATION));
    unread(entry("CRDT", BOOKED, transaction("P-1", RETURN_INFORMATION + more)), good, why);
    unread(
        entry("CRDT", BOOKED, transaction("P-1", RETURN_INFORMATION))
            .replace("<BkTxCd>", "<BkTxCd>" + more),
        good,
        why);
  }

  @Test
  void two_contradictory_returns_of_a_payment_are_both_dropped() {
    var once = entry("CRDT", BOOKED, transaction("P-1", RETURN_INFORMATION));
    var good = entry("CRDT", BOOKED, transaction("P-9", RETURN_INFORMATION));
    assertThat(read(camt054("08", once, once)).bookings()).hasSize(1);
    var read = read(camt054("08", once, once.replace("10.00", "9.00"), good));
    assertThat(read.bookings()).extracting(Booking::endToEndId).containsExactly("P-9");
    assertThat(read.unread())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.why()).contains("payment P-1 occurs twice with different contents"));
  }

  @Test
  void a_return_that_names_no_payment_is_reported() {
    var provided = entry("CRDT", BOOKED, transaction("NOTPROVIDED", RETURN_INFORMATION));
    var coded =
        entry("CRDT", BOOKED)
            .replace(
                "<Prtry><Cd>RTN</Cd></Prtry>",
                "<Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn>");
    var rent = entry("CRDT", BOOKED, transaction("RENT", RETURN_INFORMATION));
    var pending = entry("CRDT", "<Cd>PDNG</Cd>", transaction("NOTPROVIDED", RETURN_INFORMATION));
    var read = read(camt054("08", provided, coded, rent, pending));
    assertThat(read.unread()).hasSize(2);
    assertThat(read.unread().getFirst().why()).contains("it names no payment");
    assertThat(read.ignored()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"02", "04", "08", "13"})
  void a_statement_has_the_same_entries(String version) {
    var file =
        camt054(version, entry("CRDT", BOOKED, transaction("P-1", RETURN_INFORMATION)))
            .replace("camt.054", "camt.053")
            .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt")
            .replace("Ntfctn>", "Stmt>");
    assertThat(read(file).bookings())
        .containsExactly(booking("P-1", RETURNED, "10.00", Optional.of(NO_ACCOUNT)));
  }

  private void unread(String entry, String good, String why) {
    var read = read(camt054("08", entry, good));
    assertThat(read.bookings()).extracting(Booking::endToEndId).containsExactly("P-9");
    assertThat(read.unread())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.why())
                    .contains(why)
                    .matches("answer.xml, line [0-9]+, column [0-9]+: [^\\n]*"));
  }

  /// Checks that the payment and the kind of booking are known nevertheless.
  private void faulty(String entry, String fault) {
    assertThat(read(camt054("08", entry)).bookings())
        .singleElement()
        .satisfies(
            booking -> {
              assertThat(booking.endToEndId()).isEqualTo("P-1");
              assertThat(booking.amount()).isEmpty();
              assertThat(booking.fault())
                  .hasValueSatisfying(why -> assertThat(why).contains(fault));
            });
  }

  private ReturnsFile read(String file) {
    return ReturnsFile.read(
        BankSamples.file(folder, file), id -> Optional.of(id).filter(one -> one.startsWith("P-")));
  }

  private static Booking booking(
      String id, ReturnsFile.Kind kind, String amount, Optional<BankReason> reason) {
    return new Booking(
        id,
        Optional.of("123456789"),
        Optional.of(Money.of(amount)),
        kind,
        reason,
        Optional.empty());
  }
}
