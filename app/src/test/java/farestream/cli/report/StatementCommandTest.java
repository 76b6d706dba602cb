package farestream.cli.report;

import static farestream.cli.report.WrittenFile.csv;
import static farestream.cli.report.WrittenFile.pdf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class StatementCommandTest {
  private final TestInstance instance = TestInstance.withBankFiles();
  private final long driver = instance.newDriver();

  @TempDir private Path folder;

  /// Bills the trips of other tests.
  @BeforeEach
  void bill_what_is_there() {
    instance.run("bill");
    instance.run("pay", "--paid-outside", "cash");
  }

  @Test
  void a_statement_on_the_terminal_adds_up_visibly() {
    trip("42.26", "6.00");
    trip("10.01", "0.00");
    bill("lab");
    pay();
    var shown = statement();
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("driver %d, driver%d".formatted(driver, driver), "You get 80 % of each trip's")
        .containsPattern("total +\\| +2 .*\\| 52\\.27 \\| +10\\.45 \\| +41\\.82")
        .containsPattern("Your share of 2 trips +\\| +41\\.82")
        .containsPattern("Payable to you +\\| +41\\.82")
        .containsPattern("completed +\\|.*\\| not by bank file +\\| +\\| +41\\.82");
  }

  @Test
  void amounts_of_the_csv_add_up_to_the_bill_and_its_payment() throws Exception {
    trip("42.26", "6.00");
    trip("-3.30", "0.00");
    bill("components");
    pay();
    var file = folder.resolve("one.csv");
    assertThat(statement("--csv", file.toString()).status()).isZero();

    var rows = csv(file);
    assertThat(sum(rows, "total")).isEqualByComparingTo(ofBill("billing_amount"));
    assertThat(sum(rows, "drivers_part")).isEqualByComparingTo(ofBill("drivers_part"));
    assertThat(sum(rows, "platforms_part")).isEqualByComparingTo(ofBill("platform_part"));
    assertThat(sum(rows, "payable")).isEqualByComparingTo(ofBill("payable"));
    assertThat(sum(rows, "to_driver")).isEqualByComparingTo(sum(rows, "payable"));
    assertThat(sum(rows, "payment_amount")).isEqualByComparingTo(sum(rows, "payable"));
    assertThat(rows).extracting(row -> row.get("kind")).contains("bill", "trip", "payment");
    assertThat(rows.get(1).get("dropoff")).matches(".*T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?-0[45]:00");
  }

  @Test
  void json_has_the_same_figures() throws Exception {
    trip("42.26", "6.00");
    bill("lab");
    pay();
    var bill = json(statement("--json").out()).get("bills").get(0);
    assertThat(bill.get("payable").decimalValue()).isEqualByComparingTo("33.81");
    assertThat(bill.get("trips").get(0).get("parts").get("tip").decimalValue())
        .isEqualByComparingTo("6.00");
    assertThat(bill.get("payments").get(0).get("amount")).isEqualTo(bill.get("payable"));
    assertThat(statement("--json").out()).contains("\"payable\" : 33.81,");
  }

  @Test
  void a_pdf_has_the_figures_and_is_the_same_each_time() throws Exception {
    for (var i = 0; i < 120; i++) {
      trip("234.50", "6.00");
    }
    bill("lab");
    pay();
    var one = folder.resolve("one.pdf");
    var two = folder.resolve("two.pdf");
    assertThat(statement("--pdf", one.toString()).status()).isZero();
    assertThat(statement("--pdf", two.toString()).status()).isZero();
    assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(two));
    assertThat(pdf(one))
        .contains("Driver statement", "driver" + driver, "Driver number " + driver)
        .contains("Total 120", "28,140.00", "Payable to you $22,512.00")
        .contains("page 1 of 3", "page 3 of 3", "Amounts in US dollars")
        .containsPattern("completed .* not by bank file 22,512.00");
    assertThat(pdf(one).split("Trip ended Trip Fare", -1)).as("a header on each page").hasSize(4);
  }

  @Test
  void any_name_can_be_printed() throws Exception {
    instance.update(
        "insert into drivers (driver_id, driver_name) select %d, E'=1+1 李\\u200d Ψ ' || repeat('x', 190)"
            .formatted(driver + 500_000_000));
    trip(driver + 500_000_000, "10.00", "0.00");
    trip("10.00", "0.00");
    bill("lab");
    var all = folder.resolve("all");
    assertThat(run("--pdf", all.toString()).status()).isZero();
    var id = driver + 500_000_000;
    var text = pdf(below(all, id, "pdf"));
    assertThat(text)
        .contains("=1+1 □ Ψ xxx", "x…", "□ stands for a character that can't be printed");
    assertThat(run("--csv", folder.resolve("all.csv").toString()).status()).isZero();
    assertThat(csv(folder.resolve("all.csv")))
        .extracting(row -> row.get("driver_name"))
        .anyMatch(name -> name.startsWith("'=1+1 李"));
    var shown = instance.run("statement", "--cycle", cycle(), "--driver-id", "" + id);
    assertThat(shown.out()).contains("=1+1 李").doesNotContain("\u202e");
  }

  @Test
  void statements_of_all_drivers_equal_those_of_single_drivers() throws Exception {
    var other = instance.newDriver();
    trip("42.26", "6.00");
    trip(other, "10.00", "1.00");
    bill("lab");
    pay();
    var all = folder.resolve("all");
    var done = run("--csv", all.toString());
    assertThat(done.out()).isEqualTo("2 statements in %s, payable 41.81 in all\n".formatted(all));
    assertThat(done.err()).contains("statements: 2 of 2");
    assertThat(run("--csv", folder.resolve("all.csv").toString()).status()).isZero();
    assertThat(run("--pdf", all.toString()).status()).isZero();
    var one = folder.resolve("one.csv");
    statement("--csv", one.toString());
    assertThat(below(all, driver, "csv")).hasSameBinaryContentAs(one);
    assertThat(csv(folder.resolve("all.csv")).stream().map(CSVRecord::toList))
        .containsAll(csv(one).stream().map(CSVRecord::toList).toList())
        .hasSize(6);
    statement("--pdf", folder.resolve("one.pdf").toString());
    assertThat(below(all, driver, "pdf")).hasSameBinaryContentAs(folder.resolve("one.pdf"));
    var statements = json(run("--json").out()).get("statements");
    assertThat(statements).hasSize(2).contains(json(statement("--json").out()));
  }

  @Test
  void the_payment_equals_that_of_the_bank_file() throws Exception {
    instance.run(
        "bank-account",
        "set",
        "--own",
        "--holder",
        "Yellow Fleet Inc.",
        "--bic",
        "CHASUS33",
        "--routing-number",
        "021000021",
        "--account-number",
        "99887766");
    instance.run(
        "bank-account",
        "set",
        "--driver-id",
        "" + driver,
        "--holder",
        "Ada",
        "--routing-number",
        "021000021",
        "--account-number",
        "1234567890");
    trip("42.26", "6.00");
    bill("lab");
    var bankFile = folder.resolve("pain.xml");
    var paid = instance.run("pay", "--bank-file", bankFile.toString());
    assertThat(paid.status()).as(paid.err()).isZero();

    var payment = json(statement("--json").out()).get("bills").get(0).get("payments").get(0);
    assertThat(Files.readString(bankFile))
        .containsPattern(
            "(?s)<EndToEndId>%s</EndToEndId>.{0,200}<InstdAmt Ccy=\"USD\">%s</InstdAmt>"
                .formatted(
                    payment.get("endToEndId").asText(), payment.get("amount").decimalValue()))
        .contains("<MsgId>%s</MsgId>".formatted(payment.get("batch").asText()));
    var file = folder.resolve("one.pdf");
    statement("--pdf", file.toString());
    assertThat(pdf(file))
        .contains("Yellow Fleet Inc.", payment.get("endToEndId").asText(), "****7890", "33.81")
        .doesNotContain("1234567890");
  }

  @Test
  void a_proposed_statement_says_so() throws Exception {
    trip("42.26", "6.00");
    assertThat(instance.run("bill", "--propose").status()).isZero();
    try {
      assertThat(statement().out()).contains("PROPOSED – not approved");
      var file = folder.resolve("one.pdf");
      statement("--pdf", file.toString());
      assertThat(pdf(file)).contains("PROPOSED – not approved");
      statement("--csv", folder.resolve("one.csv").toString());
      assertThat(csv(folder.resolve("one.csv")).getFirst().get("status")).isEqualTo("proposed");
      assertThat(json(statement("--json").out()).get("proposed").asBoolean()).isTrue();
    } finally {
      instance.colleague().run("cycle", "approve", cycle());
    }
    assertThat(statement().out()).doesNotContain("PROPOSED");
  }

  @Test
  void a_manual_bill_is_marked() throws Exception {
    instance.update(
        """
        insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
          rides_total, billing_status)
        values (%d, 1, '2019-03-01', '2019-03-02', 51.76, 3, 'completed')
        """
            .formatted(driver));
    var shown = instance.run("statement", "--cycle", "1", "--driver-id", "" + driver);
    assertThat(shown.out())
        .contains("manual, 51.76 in all", "2019-03-01 00:00 UTC to 2019-03-02 00:00 UTC")
        .containsPattern("Payable to you +\\| +41\\.41");
    var file = folder.resolve("manual.pdf");
    instance.run("statement", "--cycle", "1", "--driver-id", "" + driver, "--pdf", file.toString());
    assertThat(pdf(file)).contains("Manual bill for 2019-03-01", "$41.41");
  }

  @Test
  void a_debt_is_below_zero_on_the_statement() throws Exception {
    trip("-12.50", "0.00");
    instance.update(
        "insert into trip_decision (trip_id, decision, reason)"
            + " select trip_id, 'released', 'a refund' from held_trip where driver_id = "
            + driver);
    bill("lab");
    assertThat(statement().out())
        .containsPattern("Your share of 1 trip +\\| +-10\\.00")
        .containsPattern("Balance +\\| +-10\\.00")
        .containsPattern("Carried to cycle \\d+ \\(below zero: you owe it\\) +\\| +-10\\.00")
        .containsPattern("Payable to you +\\| +0\\.00")
        .doesNotContainPattern("\\| +10\\.00");
    var file = folder.resolve("debt.pdf");
    statement("--pdf", file.toString());
    assertThat(pdf(file)).contains("below zero: you owe it) -10.00", "Payable to you $0.00");
  }

  @Test
  void a_correction_says_what_changed() throws Exception {
    trip("42.26", "6.00");
    bill("lab");
    instance.update(
        """
        update trips set tip_amount = 4.00, total_amount = 40.26, rider_name = 'new'
        where driver_id = %d
        """
            .formatted(driver));
    bill("lab");
    var change = "total 40.26 instead of 42.26, tip 4.00 instead of 6.00";
    assertThat(statement().out()).contains("amended", change).doesNotContain("new");
    instance.update(
        "update trips set tip_amount = 5.00, total_amount = 41.26 where driver_id = " + driver);
    trip("10.00", "0.00");
    bill("lab");
    assertThat(statement().out())
        .contains("total 41.26 instead of 40.26, tip 5.00 instead of 4.00")
        .doesNotContain(change);
    var file = folder.resolve("changed.csv");
    statement("--csv", file.toString());
    assertThat(csv(file))
        .extracting(row -> row.get("reason"))
        .contains("amended: total 41.26 instead of 40.26, tip 5.00 instead of 4.00");
    assertThat(json(statement("--json").out()).toString()).contains("total 41.26 instead of 40.26");
  }

  @Test
  void missing_cycles_and_drivers_are_reported_in_one_line() {
    trip("10.00", "0.00");
    bill("lab");
    assertRefused(instance.run("statement", "--cycle", cycle(), "--driver-id", "5"), "no driver 5");
    assertRefused(
        instance.run("statement", "--cycle", "999999", "--driver-id", "" + driver),
        "there is no cycle 999999: the latest is " + cycle());
    var idle = "" + instance.newDriver();
    assertRefused(
        instance.run("statement", "--cycle", cycle(), "--driver-id", idle),
        "driver %s has no bill in cycle %s".formatted(idle, cycle()));
    assertRefused(instance.run("statement", "--cycle", "999999", "--json"), "no cycle 999999");
  }

  @Test
  void a_file_is_replaced_atomically_and_nothing_else_is_changed() throws Exception {
    trip("10.00", "0.00");
    bill("lab");
    var file = folder.resolve("one.csv");
    Files.writeString(file, "before");
    var link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
    assertThat(statement("--csv", link.toString()).status()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(csv(file)).isNotEmpty();

    assertRefused(statement("--csv", folder.toString()), folder + ": is a folder");
    var none = folder.resolve("none");
    assertRefused(statement("--pdf", none.resolve("x.pdf").toString()), "there is no " + none);
    assertRefused(run("--pdf", file.toString()), file + ": is not a folder");
    assertThat(csv(file)).isNotEmpty();
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(file, link);
    }
  }

  private static void assertRefused(TestInstance.Result refused, String why) {
    assertThat(refused.err()).contains(why).hasLineCount(1);
    assertThat(refused.status()).isEqualTo(3);
  }

  private void trip(String total, String tip) {
    trip(driver, total, tip);
  }

  private void trip(long of, String total, String tip) {
    instance.update(
        """
        insert into trips (rider_id, driver_id, rider_email, trip_info, pickup_datetime,
          dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
          improvement_surcharge, total_amount, status)
        select 69257, %1$d, 'person69257@example.com', gen_random_uuid(), now, now,
          %2$s - %3$s - 0.5, 0, 0.5, %3$s, 0, 0, %2$s, 'Completed'
        from (select now() at time zone 'UTC' as now) as clock
        """
            .formatted(of, total, tip));
  }

  private void bill(String policy) {
    var billed = instance.run("bill", "--policy", policy, "--driver-share", "0.8");
    assertThat(billed.status()).as(billed.err()).isZero();
  }

  private void pay() {
    assertThat(instance.run("pay", "--paid-outside", "cash").status()).isZero();
  }

  private String cycle() {
    return instance.rows("select max(cycle) from billing_cycle").getFirst();
  }

  private TestInstance.Result statement(String... output) {
    return run(
        Stream.concat(Stream.of("--driver-id", "" + driver), List.of(output).stream())
            .toArray(String[]::new));
  }

  private TestInstance.Result run(String... options) {
    return instance.run(
        Stream.concat(Stream.of("statement", "--cycle", cycle()), List.of(options).stream())
            .toArray(String[]::new));
  }

  private BigDecimal ofBill(String column) {
    return new BigDecimal(
        instance
            .rows("select %s from billing where driver_id = %d".formatted(column, driver))
            .getFirst());
  }

  private Path below(Path all, long id, String ending) {
    var first = id / 1000 * 1000;
    return all.resolve("cycle-" + cycle())
        .resolve("drivers-%d-%d".formatted(first, first + 999))
        .resolve("statement-cycle-%s-driver-%d.%s".formatted(cycle(), id, ending));
  }

  private static BigDecimal sum(List<CSVRecord> rows, String column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(cell -> !cell.isEmpty())
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static JsonNode json(String text) throws IOException {
    return JsonMapper.builder().build().readTree(text);
  }
}
