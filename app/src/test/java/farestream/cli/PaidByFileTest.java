package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class PaidByFileTest {
  private static final String IBAN = "DE89370400440532013000";

  @TempDir private Path folder;
  private final TestInstance instance = TestInstance.running();
  private String cycle;
  private int files;

  /// What others have driven is paid, and drivers of our own have bills.
  @BeforeEach
  void three_bills() throws IOException {
    instance.run("bill");
    instance.run("pay");
    instance.run(
        "bank-account",
        "set",
        "--own",
        "--holder",
        "Taxi Co",
        "--routing-number",
        "021000021",
        "--account-number",
        "123456789");
    for (var total : List.of("11.01", "21.02", "31.03")) {
      var driver = instance.newDriver();
      instance.update(trip(driver, total));
      instance.run("bank-account", "set", "--driver-id", "" + driver, "--iban", IBAN);
    }
    cycle = "" + json("bill", "--json").get("cycle").asInt();
  }

  private static String trip(long driver, String total) {
    return """
        insert into trips (rider_id, driver_id, rider_email, trip_info, pickup_datetime,
          dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
          improvement_surcharge, total_amount, status)
        values (69257, %d, 'person69257@example.com', 'banked %d', now() at time zone 'UTC',
          now() at time zone 'UTC', %s, 0, 0, 0, 0, 0, %s, 'Completed')
        """
        .formatted(driver, driver, total, total);
  }

  @Test
  void a_bill_goes_the_whole_circle_and_all_adds_up() throws Exception {
    var first = written();
    assertThat(first.batch().get("payments").asInt()).isEqualTo(3);
    assertThat(first.batch().get("controlSum").decimalValue()).isEqualByComparingTo("50.45");
    assertThat(sum(first.payments())).isEqualByComparingTo("50.45");
    assertThat(states()).isEqualTo("submitted,submitted,submitted");

    var ids = List.copyOf(first.payments().keySet());
    var report =
        statusReport(
            first,
            "PART",
            payment(first, ids.get(0), "ACSC"),
            payment(first, ids.get(1), "RJCT"),
            payment(first, ids.get(2), "ACSP"));
    var read = json("pay", "--status-report", report, "--json");
    assertThat(read.get("completed").asInt()).isEqualTo(1);
    assertThat(read.get("failed").asInt()).isEqualTo(1);
    assertThat(read.get("failedAmount").decimalValue()).isEqualByComparingTo("16.82");
    assertThat(read.get("underWay").asInt()).isEqualTo(1);
    assertThat(states()).isEqualTo("completed,failed,submitted");
    assertThat(instance.run("pay", "--status-report", report).out())
        .contains("was read before", "nothing changed");

    var returned =
        BankAnswers.file(
            folder,
            BankAnswers.returns(
                List.of(
                    BankAnswers.cameBack(ids.get(0), "8.81"),
                    BankAnswers.cameBack("RENT-2026", "900.00"))));
    assertThat(json("pay", "--returns", returned, "--dry-run", "--json").get("returned").asInt())
        .isEqualTo(1);
    assertThat(states()).isEqualTo("completed,failed,submitted");
    assertThat(instance.run("pay", "--returns", returned).out())
        .contains(
            "returned:  1 payment, 8.81, credited to the drivers and to be paid again",
            "not ours:  1 booking");
    assertThat(states()).isEqualTo("returned,failed,submitted");
    assertThat(instance.run("pay", "--returns", returned).out()).contains("nothing changed");

    var second = written();
    assertThat(second.payments().values()).containsExactly("8.81", "16.82");
    assertThat(second.payments().keySet()).doesNotContainAnyElementsOf(ids);
    instance.run("pay", "--status-report", statusReport(second, "ACSC"));
    instance.run(
        "pay", "--status-report", statusReport(first, "", payment(first, ids.get(2), "ACCC")));
    assertThat(states()).isEqualTo("returned,failed,completed,completed,completed");
    assertThat(
            instance.rows(
                """
                select sum(payment_amount) from payment
                where payment_status = 'completed' and billing_cycle = %s
                """
                    .formatted(cycle)))
        .containsExactly("50.45");
    assertThat(instance.run("pay").out()).contains("nothing to pay");
    assertJournalAgrees();
  }

  private void assertJournalAgrees() {
    assertThat(
            instance.rows(
                """
                select coalesce(-sum(amount), 0) = (
                  select coalesce(sum(payable), 0) from billing
                  where billing_status = 'completed' and not exists (
                    select from payment where billing_id = billing.id
                      and payment_status in ('submitted', 'completed')))
                from journal_line where account = 'driver_payable'
                """))
        .containsExactly("t");
    assertThat(
            instance.rows(
                """
                select sum(amount) from journal_line
                where account = 'bank_clearing' and driver_id in (
                  select driver_id from payment where billing_cycle = %s)
                """
                    .formatted(cycle)))
        .containsExactly("0.00");
  }

  @Test
  void a_dry_run_writes_neither_file_nor_payment() {
    var file = folder.resolve("dry.xml");
    var dry = instance.run("pay", "--bank-file", file.toString(), "--dry-run");
    assertThat(dry.err()).isEmpty();
    assertThat(dry.out()).contains("would write (dry run, nothing written) 3 payments, 50.45");
    assertThat(file).doesNotExist();
    assertThat(states()).isEmpty();
  }

  @Test
  void a_file_is_for_its_owner_only_and_shows_no_number_outside_of_it() throws Exception {
    var file = folder.resolve("owner.xml");
    var written = instance.run("pay", "--bank-file", file.toString(), "--by", "ann");
    assertThat(written.err()).doesNotContain("123456789").doesNotContain(IBAN);
    assertThat(written.out())
        .contains("3 payments, 50.45 in all, from 021000021 ****6789")
        .doesNotContain(IBAN)
        .doesNotContain("123456789");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains(IBAN);
    assertThat(instance.run("payment", "list", "--cycle", cycle).out())
        .contains("submitted: 3 payments, 50.45");
  }

  @Test
  void a_file_that_is_there_is_not_overwritten() throws Exception {
    var file = Files.writeString(folder.resolve("mine.xml"), "mine");
    var refused = instance.run("pay", "--bank-file", file.toString());
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("is there already").hasLineCount(1);
    assertThat(Files.readString(file)).isEqualTo("mine");
    assertThat(states()).isEmpty();
    assertThat(instance.run("pay", "--bank-file", folder + "/none/x.xml").err())
        .contains("there is no folder");
    assertThat(instance.run("pay", "--bank-file", folder.toString()).err()).contains("is a folder");
  }

  @Test
  void a_submitted_file_is_written_again_byte_for_byte() throws Exception {
    var first = written();
    var id = first.batch().get("messageId").asText();
    var copy = folder.resolve("copy.xml");
    assertThat(instance.run("pay", "--bank-file", copy.toString(), "--again", id).out())
        .contains("written again, batch " + id);
    assertThat(copy).hasSameBinaryContentAs(first.file());
    assertThat(instance.run("pay", "--bank-file", copy.toString(), "--again", id).status())
        .isZero();
    instance.run("pay", "--failed", id, "--reason", "the portal refused it");
    var refused = instance.run("pay", "--bank-file", copy.toString(), "--again", id);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("3 payments of batch " + id + " are no longer under way");
  }

  @Test
  void what_the_portal_refused_is_paid_by_the_next_file() throws Exception {
    var first = written();
    var id = first.batch().get("messageId").asText();
    var failed = instance.run("pay", "--failed", id, "--reason", "portal: E-17", "--by", "ann");
    assertThat(failed.out()).contains("3 payments of batch " + id + ", 50.45 in all, failed");
    assertThat(instance.run("pay", "--failed", id, "--reason", "twice").out())
        .contains("nothing of batch " + id + " is under way");
    assertThat(sum(written().payments())).isEqualByComparingTo("50.45");
    var payment = instance.rows("select min(id) from payment where billing_cycle = " + cycle);
    assertThat(instance.run("payment", "show", payment.getFirst()).out())
        .contains("DE****3000", "submitted", "| failed    | ann", "portal: E-17")
        .doesNotContain(IBAN);
  }

  @Test
  void an_answer_that_does_not_fit_is_refused_whole() throws Exception {
    var first = written();
    var ids = List.copyOf(first.payments().keySet());
    var good = payment(first, ids.get(0), "ACSC");
    var count = 3;
    var id = first.batch().get("messageId").asText();
    for (var wrong :
        List.of(
            BankAnswers.statusReport("FS-OTHER", count, "50.45", "", List.of(good)),
            BankAnswers.statusReport(id, 4, "50.45", "", List.of(good)),
            BankAnswers.statusReport(id, count, "50.46", "", List.of(good)),
            BankAnswers.statusReport(
                id, count, "50.45", "", List.of(good, BankAnswers.payment("FS-1", "ACSC", "1.00"))),
            BankAnswers.statusReport(
                id,
                count,
                "50.45",
                "",
                List.of(good, BankAnswers.payment(ids.get(1), "ACSC", "1.00"))),
            BankAnswers.statusReport(id, count, "50.45", "", List.of(good)).substring(0, 700),
            BankAnswers.returns(List.of(BankAnswers.cameBack("FS-1", "1.00"))),
            "")) {
      var refused = instance.run("pay", "--status-report", BankAnswers.file(folder, wrong));
      assertThat(refused.status()).as(wrong).isEqualTo(3);
      assertThat(refused.err()).startsWith("farestream: nothing was changed: ").hasLineCount(1);
    }
    assertThat(states()).isEqualTo("submitted,submitted,submitted");

    instance.run("pay", "--status-report", statusReport(first, "RJCT"));
    assertThat(states()).isEqualTo("failed,failed,failed");
    var late = instance.run("pay", "--status-report", statusReport(first, "", good));
    assertThat(late.status()).isEqualTo(3);
    assertThat(late.err())
        .contains("says that %s was executed, but it is failed".formatted(ids.get(0)));
  }

  @Test
  void a_driver_without_an_account_waits_and_is_named() throws Exception {
    var driver = instance.newDriver();
    instance.update(trip(driver, "40.00"));
    instance.run("bill");
    var written = instance.run("pay", "--bank-file", folder.resolve("left.xml").toString());
    assertThat(written.out())
        .contains("left out: 1 bill, 32.00 in all, of 1 driver without a bank account: " + driver);
    instance.run("bank-account", "set", "--driver-id", "" + driver, "--iban", IBAN);
    assertThat(written().payments().values()).containsExactly("32.00");
  }

  private record WrittenFile(Path file, JsonNode batch, Map<String, String> payments) {}

  private WrittenFile written() throws Exception {
    var file = folder.resolve("pay-%d.xml".formatted(++files));
    var batch = json("pay", "--bank-file", file.toString(), "--json");
    return new WrittenFile(file, batch, payments(Files.readAllBytes(file)));
  }

  /// As any reader of XML finds them in the file: end-to-end id and amount.
  private static Map<String, String> payments(byte[] file) throws Exception {
    var found =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(file))
            .getElementsByTagName("CdtTrfTxInf");
    var payments = new LinkedHashMap<String, String>();
    for (var i = 0; i < found.getLength(); i++) {
      var payment = (Element) found.item(i);
      payments.put(text(payment, "EndToEndId"), text(payment, "InstdAmt"));
    }
    return payments;
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }

  private String statusReport(WrittenFile of, String groupStatus, String... payments) {
    return BankAnswers.file(
        folder,
        BankAnswers.statusReport(
            of.batch().get("messageId").asText(),
            of.batch().get("payments").asInt(),
            of.batch().get("controlSum").asText(),
            groupStatus,
            List.of(payments)));
  }

  private static String payment(WrittenFile of, String id, String status) {
    return BankAnswers.payment(id, status, String.valueOf(of.payments().get(id)));
  }

  private static BigDecimal sum(Map<String, String> payments) {
    return payments.values().stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private String states() {
    return String.join(
        ",",
        new ArrayList<>(
            instance.rows(
                "select payment_status from payment where billing_cycle = %s order by id"
                    .formatted(cycle))));
  }

  private JsonNode json(String... arguments) throws IOException {
    var result = instance.run(arguments);
    assertThat(result.status()).as(result.err()).isZero();
    return JsonMapper.builder().build().readTree(result.out());
  }
}
