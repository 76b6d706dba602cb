package farestream.cli.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.SampleItem;
import farestream.TestInstance;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("integration")
class BillAndPayTest {
  private final TestInstance instance = TestInstance.running();

  @BeforeAll
  static void begin_with_the_labs_terms() {
    TestInstance.running().billOnLabTerms();
  }

  /// Bills and pays the trips of other tests.
  @BeforeEach
  void bill_and_pay_what_is_there() {
    instance.run("bill");
    instance.run("pay");
  }

  @Test
  void a_trip_is_billed_and_paid_once_to_the_cent() {
    var driver = driven("42.26");

    var billed = instance.run("bill");
    assertThat(billed.status()).isZero();
    assertThat(billed.out())
        .contains(
            driver + " |     1 |  42.26 |          33.81 |             8.45",
            "1 driver, 1 ride, billed 42.26: 33.81 to the drivers, 8.45 to the platform")
        .doesNotContainPattern("(?m)^ total");
    var paid = instance.run("pay");
    assertThat(paid.status()).isZero();
    assertThat(paid.out())
        .contains("paid 1 bill, 42.26 in all: 33.81 to the drivers, 8.45 to the platform");

    assertThat(instance.run("bill").out()).contains("nothing to bill before");
    assertThat(instance.run("bill").status()).isZero();
    assertThat(instance.run("pay").out()).contains("nothing to pay");
    assertThat(instance.run("pay").status()).isZero();
  }

  @Test
  void a_dry_run_shows_the_same_figures_and_writes_nothing() throws Exception {
    driven("10.01");
    driven("99.99");

    var wouldBill = json("bill", "--dry-run", "--json");
    assertThat(instance.rows("select count(*) from billing where billing_amount in (10.01, 99.99)"))
        .containsExactly("0");
    var billed = json("bill", "--json");
    assertThat(billed.get("bills")).hasSize(2);
    for (var figure : new String[] {"cycle", "starts", "rides", "billed", "driverShare"}) {
      assertThat(wouldBill.get(figure)).isEqualTo(billed.get(figure));
    }

    var wouldPay = json("pay", "--dry-run", "--json");
    assertThat(wouldPay.get("payments")).hasSize(2);
    var paid = json("pay", "--json");
    assertThat(paid.get("payments")).hasSize(2);
    assertThat(paid.get("payments").get(0).get("paid"))
        .isEqualTo(wouldPay.get("payments").get(0).get("paid"));
  }

  @Test
  void a_payment_that_the_bank_returned_is_credited_and_paid_again() {
    var driver = driven("42.26");
    instance.run("bill");
    instance.run("pay");
    var id = instance.rows("select id from payment where driver_id = " + driver).getFirst();

    var back = instance.run("payment", "return", id, "--reason", "account closed");
    assertThat(back.err()).isEmpty();
    assertThat(back.out())
        .contains(
            "payment %s to driver %s returned, 33.81; bill ".formatted(id, driver),
            " is payable again: ./farestream pay");
    assertThat(instance.run("payment", "show", id).out())
        .contains("| completed | ")
        .containsPattern("\\| returned +\\| farestream +\\| account closed");
    var twice = instance.run("payment", "return", id, "--reason", "account closed");
    assertThat(twice.status()).isEqualTo(3);
    assertThat(twice.err())
        .isEqualToIgnoringNewLines(
            "farestream: payment %s is returned: its money has already come back".formatted(id));
    assertThat(instance.run("payment", "return", "7", "--reason", "why").err())
        .contains("there is no payment 7");

    assertThat(instance.run("pay").out()).contains("paid 1 bill, 42.26 in all: 33.81");
    assertThat(
            instance.rows(
                "select string_agg(payment_status, ',' order by id) from payment where driver_id = "
                    + driver))
        .containsExactly("returned,completed");
    assertThat(
            instance.rows(
                "select account || ' ' || sum(amount) from journal_line where driver_id = %s"
                        .formatted(driver)
                    + " and account in ('bank', 'driver_payable') group by account order by account"))
        .containsExactly("bank -33.81", "driver_payable 0.00");
  }

  @Test
  void a_long_table_is_cut_to_the_limit_and_whole_as_csv() {
    driven("10.03");
    driven("99.88");
    var other = driven("1.00");
    assertThat(instance.run("bill", "--dry-run", "--limit", "2").out())
        .doesNotContain(other + " |")
        .contains("3 drivers, 3 rides, billed 110.91");
    assertThat(instance.run("bill", "--dry-run").out()).contains(other + " |");
    var csv = instance.run("bill", "--dry-run", "--limit", "2", "--csv");
    assertThat(csv.out()).hasLineCount(4).contains("," + other + ",1,1.00,0.80,0.20,");
    assertThat(csv.err()).doesNotContain("farestream: ");
    assertThat(instance.run("bill", "--dry-run", "--csv", "--json").status()).isEqualTo(2);
    assertThat(instance.run("bill", "--dry-run", "--limit", "0").err()).contains("above 0");
  }

  @Test
  void notes_on_a_csv_are_printed_on_standard_error() {
    var held = instance.newDriver();
    var tripInfo = instance.ride("" + held, "42.27");
    spoil(tripInfo);
    try {
      driven("5.00");
      var csv = instance.run("bill", "--dry-run", "--csv");
      assertThat(csv.status()).isZero();
      // At most twenty of the trips that other tests left held are listed.
      assertThat(csv.err()).contains("held: ", "driver", "held because");
      assertThat(csv.out()).doesNotContain("held: ").doesNotContain("," + held + ",");
    } finally {
      drop(tripInfo);
    }
  }

  @Test
  void a_billed_trip_is_never_reported_as_not_billed() throws Exception {
    var tripInfo = instance.ride("" + instance.newDriver(), "42.26");
    instance.run("bill");
    var before = json("bill", "--dry-run", "--json").get("openQuarantineNotRecorded").asLong();
    spoil(tripInfo);
    try {
      assertThat(json("bill", "--dry-run", "--json").get("openQuarantineNotRecorded").asLong())
          .isEqualTo(before);
    } finally {
      drop(tripInfo);
    }
  }

  @Test
  void the_difference_between_totals_and_parts_is_reported() throws Exception {
    driven("10.00");
    var driver = driven("15.43");
    instance.update(
        "update trips set total_amount = 17.43, other_amount = 2 where driver_id = " + driver);
    assertThat(instance.run("bill", "--dry-run").out())
        .contains("total differs from the sum of its parts: 1 ride, 2.00 in all");
    var billed = json("bill", "--json");
    assertThat(billed.get("ridesBeyondParts").asInt()).isEqualTo(1);
    assertThat(billed.get("beyondParts").decimalValue()).isEqualByComparingTo("2.00");
  }

  private void drop(String tripInfo) {
    instance.update(
        "update quarantine set resolved_at = now(), resolution = 'dropped',"
            + " resolution_reason = 'a test' where trip_info = '"
            + tripInfo
            + "'");
  }

  /// Amends the trip's item so that its record is quarantined.
  private void spoil(String tripInfo) {
    instance
        .config()
        .dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName("aws-db-workshop-trips")
                    .key(
                        Map.of(
                            "riderid", AttributeValue.fromS("person69257@example.com"),
                            "tripinfo", AttributeValue.fromS(tripInfo)))
                    .updateExpression("SET TOTAL_AMOUNT = :v")
                    .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("much"))));
    instance.await("select count(*) from quarantine where trip_info = '" + tripInfo + "'", "1");
  }

  @Test
  void the_last_row_sums_up_the_others() {
    driven("10.03");
    driven("99.88");
    assertThat(instance.run("bill").out())
        .containsPattern(
            "(?m)^ total +\\| +\\| +2 \\| 109\\.91 \\| +87\\.92 \\| +21\\.99 \\| +87\\.92$")
        .contains(
            "to pay",
            "2 drivers, 2 rides, billed 109.91: 87.92 to the drivers, 21.99 to the platform");
    assertThat(instance.run("pay").out())
        .containsPattern("(?m)^ total +\\| +\\| +\\| +\\| 109\\.91 \\| 87\\.92 \\| +21\\.99$")
        .contains("paid 2 bills, 109.91 in all: 87.92 to the drivers, 21.99 to the platform");
  }

  @Test
  void amounts_as_json_have_two_decimals_and_add_up() {
    driven("20");
    assertThat(instance.run("bill", "--json").out())
        .contains("\"driverRate\" : 0.8,", "\"driverShare\" : 16.00,", "\"platformShare\" : 4.00");
    assertThat(instance.run("pay", "--json").out())
        .contains("\"billed\" : 20.00,", "\"paid\" : 16.00,", "\"platformShare\" : 4.00");
  }

  @Test
  void status_shows_what_is_unpaid() throws Exception {
    var unbilled = json("status", "--json").get("unbilledTrips").asLong();
    var before = json("status", "--json").get("unpaidTotal").decimalValue();
    driven("84.52");
    assertThat(json("status", "--json").get("unbilledTrips").asLong()).isEqualTo(unbilled + 1);
    assertThat(instance.run("status").out()).containsPattern("\\d+ trips? in no cycle yet");
    instance.run("bill");
    var after = json("status", "--json").get("unpaidTotal").decimalValue();
    assertThat(after.subtract(before)).isEqualByComparingTo("67.62");
    assertThat(instance.run("status").out()).containsPattern("unpaid, -?\\d+\\.\\d\\d in all");
  }

  @Test
  void a_refund_is_not_paid_and_its_balance_is_carried_until_rides_cover_it() {
    var driver = refunded("-12.50");
    assertThat(instance.run("bill").out()).contains("held: ");
    instance.run("trip", "release", "refund," + driver, "--reason", "a voucher");
    assertThat(instance.run("bill").out()).contains("-12.50", "carried out");
    var paid = instance.run("pay");
    assertThat(paid.out())
        .contains(
            "of driver " + driver + ", billed -12.50: its balance of -10.00 is carried",
            "nothing to pay");
    assertThat(paid.status()).isZero();

    driven(driver, "12.50");
    assertThat(instance.run("bill").out())
        .contains("to pay: 0.00 = 10.00 share - 0.00 cash held + 0.00 adjusted - 10.00 carried in");
  }

  @Test
  void under_lab_the_paid_share_of_cash_is_reported() throws Exception {
    var driver = driven("15.43");
    instance.update("update trips set payment_type = 2 where driver_id = " + driver);
    var line =
        "cash: the drivers' part includes 12.34, a share of 0.8 of fares that riders paid in cash and"
            + " drivers hold already; the policy components deducts it";
    assertThat(instance.run("bill", "--policy", "lab", "--dry-run").out()).contains(line);
    assertThat(
            json("bill", "--policy", "lab", "--dry-run", "--json")
                .get("shareOfCash")
                .decimalValue())
        .isEqualByComparingTo("12.34");
    assertThat(instance.run("bill", "--policy", "components", "--dry-run").out())
        .contains("cash held")
        .doesNotContain("cash: ");
    assertThat(instance.run("bill", "--policy", "lab").out()).contains(line);
  }

  @Test
  void the_share_can_be_changed() {
    driven("100");
    assertThat(instance.run("bill", "--driver-share", "0.755", "--dry-run").out())
        .contains("100.00 |          75.50 |            24.50");
  }

  @Test
  void a_cut_off_in_a_closed_cycle_is_refused() {
    driven("20");
    instance.run("bill");
    var refused = instance.run("bill", "--until", "2020-01-01");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("is closed until", "can't change").hasLineCount(1);
  }

  @Test
  void a_cut_off_in_the_future_is_refused() {
    var refused = instance.run("bill", "--until", "2099-01-01T00:00:00Z");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("is in the future").hasLineCount(1);
  }

  /// Records a trip with this amount by a new driver.
  private String driven(String amount) {
    return driven("" + instance.newDriver(), amount);
  }

  private String driven(String driver, String amount) {
    instance.ride(driver, amount);
    return driver;
  }

  /// Writes a refund directly into the table; the commands refuse amounts below zero.
  private String refunded(String amount) {
    var driver = "" + instance.newDriver();
    var item = SampleItem.of("refund," + driver);
    item.put("DRIVER_ID", AttributeValue.fromN(driver));
    SampleItem.PARTS.forEach(part -> item.put(part, AttributeValue.fromN("0")));
    item.put("FARE_AMOUNT", AttributeValue.fromN(amount));
    item.put("TOTAL_AMOUNT", AttributeValue.fromN(amount));
    try (var dynamoDb = instance.config().dynamoDb()) {
      dynamoDb.putItem(put -> put.tableName("aws-db-workshop-trips").item(item));
    }
    instance.await("select count(*) from trips where driver_id = " + driver, "1");
    return driver;
  }

  private JsonNode json(String... arguments) throws Exception {
    return JsonMapper.builder().build().readTree(instance.run(arguments).out());
  }
}
