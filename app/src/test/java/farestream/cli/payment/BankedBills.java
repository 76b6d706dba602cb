package farestream.cli.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/// Bills of 8.81, 16.82 and 24.82 of drivers with bank accounts, and the files by which they are
/// paid. The bills of other tests are paid beforehand.
final class BankedBills {
  static final String IBAN = "DE89370400440532013000";

  private final TestInstance instance;
  private final Path folder;
  private final String cycle;
  private int files;

  BankedBills(TestInstance instance, Path folder) throws IOException {
    this.instance = instance;
    this.folder = folder;
    instance.run("bill");
    instance.run("pay", "--paid-outside", "cash");
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
      giveAccount(drive(total));
    }
    this.cycle = "" + json("bill", "--json").get("cycle").asInt();
  }

  /// @return the new driver
  long drive(String total) {
    var driver = instance.newDriver();
    instance.update(
        """
        insert into trips (rider_id, driver_id, rider_email, trip_info, pickup_datetime,
          dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
          improvement_surcharge, total_amount, status)
        values (69257, %d, 'person69257@example.com', 'banked %d', now() at time zone 'UTC',
          now() at time zone 'UTC', %s, 0, 0, 0, 0, 0, %s, 'Completed')
        """
            .formatted(driver, driver, total, total));
    return driver;
  }

  void giveAccount(long driver) {
    instance.run("bank-account", "set", "--driver-id", "" + driver, "--iban", IBAN);
  }

  /// Gives each driver a different account number, so that a reason about one account affects no
  /// other.
  void giveEachAnAccount() {
    for (var driver :
        instance.rows(
            "select driver_id from billing where payable > 0 and billing_cycle = " + cycle)) {
      instance.run(
          "bank-account",
          "set",
          "--driver-id",
          driver,
          "--routing-number",
          "021000021",
          "--account-number",
          "77" + driver);
    }
  }

  String driverOf(String endToEndId) {
    return instance
        .rows("select driver_id from payment where end_to_end_id = '%s'".formatted(endToEndId))
        .getFirst();
  }

  String cycle() {
    return cycle;
  }

  /// A bank file that was written.
  ///
  /// @param payments end-to-end ids and amounts, in the order of the file
  record Written(Path file, JsonNode batch, Map<String, String> payments) {
    String messageId() {
      return batch.get("batch").asText();
    }

    List<String> ids() {
      return List.copyOf(payments.keySet());
    }

    BigDecimal sum() {
      return payments.values().stream()
          .map(BigDecimal::new)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// Returns the bank's report on one payment.
    String payment(String id, String status) {
      return BankAnswers.payment(id, status, String.valueOf(payments.get(id)));
    }
  }

  Written written() throws Exception {
    var file = folder.resolve("pay-%d.xml".formatted(++files));
    var batch = json("pay", "--bank-file", file.toString(), "--json");
    return new Written(file, batch, payments(Files.readAllBytes(file)));
  }

  /// Reads the payments with an ordinary XML parser.
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

  /// Writes the bank's answer to a file.
  String statusReport(Written of, String groupStatus, String... payments) {
    return BankAnswers.file(
        folder,
        BankAnswers.statusReport(
            of.messageId(),
            of.batch().get("payments").asInt(),
            of.batch().get("controlSum").asText(),
            groupStatus,
            List.of(payments)));
  }

  String states() {
    return String.join(
        ",",
        instance.rows(
            "select payment_status from payment where billing_cycle = %s order by id"
                .formatted(cycle)));
  }

  JsonNode json(String... arguments) throws IOException {
    var result = instance.run(arguments);
    assertThat(result.status()).as(result.err()).isZero();
    return JsonMapper.builder().build().readTree(result.out());
  }

  /// Asserts that no payment of the cycle is under way and that the journal's payable balance
  /// equals the unpaid amounts.
  void assertJournalAgrees() {
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
}
