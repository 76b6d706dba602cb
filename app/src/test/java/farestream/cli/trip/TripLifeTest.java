package farestream.cli.trip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Tests that `trip show` shows everything recorded about a trip.
@Tag("integration")
class TripLifeTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final String RIDER = "person69257@example.com";

  private final TestInstance instance = TestInstance.running();
  private final DynamoDbClient dynamoDb = instance.config().dynamoDb();

  @Test
  void a_booked_trip_is_in_dynamodb_only() throws Exception {
    var tripInfo = instance.run("book").tripInfo();
    var life = life(tripInfo);
    assertThat(life.at("/item/STATUS").asText()).isEqualTo("Booked");
    assertThat(life.get("row").isNull()).isTrue();
    assertThat(life.get("records")).isEmpty();
    assertThat(life.get("gaps")).isEmpty();
    assertThat(instance.run("trip", "show", tripInfo).out())
        .contains("status:   Booked")
        .containsPattern("no records: stream records, row in PostgreSQL, .*bill line");
  }

  @Test
  void a_recorded_trip_has_its_row_and_the_stream_record_that_carried_it() throws Exception {
    var tripInfo = ride("17.40");
    var life = life(tripInfo);
    assertThat(life.at("/row/total").asText()).isEqualTo("17.40");
    var record = life.at("/records/0");
    assertThat(record.get("sequenceNumber").asText())
        .isEqualTo(sql(tripInfo, "sequence_number::numeric(40)"));
    assertThat(record.get("storedAs").asText()).isEqualTo("the row as it is");
    assertThat(record.get("event").asText()).isEqualTo("MODIFY");
    assertThat(record.get("shard").asText()).startsWith("shardId-");
    assertThat(record.get("createdAt").asText()).matches("20\\d\\d-.*Z");
    assertThat(record.get("storedAt").asText()).matches("20\\d\\d-.*Z");
    assertThat(instance.run("trip", "show", tripInfo).out())
        .contains("stream records:", "shardId-", "row in PostgreSQL:", "total: 17.40");
  }

  @Test
  void it_is_found_by_its_number_in_the_ledger() throws Exception {
    var tripInfo = ride("3.00");
    var number = sql(tripInfo, "id");
    assertThat(instance.run("trip", "show", number).out()).contains("tripinfo: " + tripInfo);
    assertThat(life(number).get("tripinfo").asText()).isEqualTo(tripInfo);
    var none = instance.run("trip", "show", "999999999999");
    assertThat(none.status()).isEqualTo(3);
    assertThat(none.err()).contains("the ledger has no trip number 999999999999").hasLineCount(1);
  }

  @Test
  void an_amendment_shows_values_before_and_after() throws Exception {
    var tripInfo = ride("20.00");
    set(tripInfo, "TIP_AMOUNT", AttributeValue.fromN("2.5"));
    set(tripInfo, "TOTAL_AMOUNT", AttributeValue.fromN("22.5"));
    instance.await("select total_amount from trips where trip_info = '" + tripInfo + "'", "22.50");
    set(tripInfo, "VEHICLE_ID", AttributeValue.fromS("NEW1"));
    instance.await("select vehicle_id from trips where trip_info = '" + tripInfo + "'", "NEW1");
    var amendments = life(tripInfo).get("amendments");
    assertThat(amendments.findValuesAsText("field"))
        .contains("tip_amount", "total_amount", "vehicle_id")
        .doesNotContain("sequence_number");
    assertThat(change(amendments, "tip_amount")).isEqualTo("0.00 -> 2.50");
    assertThat(change(amendments, "total_amount")).isEqualTo("20.00 -> 22.50");
    assertThat(change(amendments, "vehicle_id")).endsWith(" -> NEW1");
    assertThat(life(tripInfo).get("records").size()).isGreaterThan(1);
    assertThat(instance.run("trip", "show", tripInfo).out())
        .containsPattern("total_amount +\\| +20\\.00 +\\| +22\\.50");
  }

  @Test
  void a_quarantined_record_shows_its_reason_and_resolution() throws Exception {
    var tripInfo = ride("20.00");
    set(tripInfo, "TOTAL_AMOUNT", AttributeValue.fromS("5.00 dollars"));
    instance.await("select count(*) from quarantine where trip_info = '" + tripInfo + "'", "1");
    var record = life(tripInfo).at("/quarantine/0");
    assertThat(record.get("state").asText()).isEqualTo("open");
    assertThat(record.get("reason").asText()).contains("TOTAL_AMOUNT");
    instance.run("quarantine", "drop", record.get("record").asText(), "--reason", "typed by hand");
    assertThat(life(tripInfo).at("/quarantine/0/state").asText()).isEqualTo("dropped");
    assertThat(instance.run("trip", "show", tripInfo).out())
        .contains("quarantine:", "state: dropped", "resolution reason: typed by hand");
  }

  @Test
  void a_held_trip_shows_its_reason_and_who_decided() throws Exception {
    var tripInfo = ride("1000.01");
    var held = life(tripInfo).get("held");
    assertThat(held.get("reason").asText()).contains("exceeds the limit of 1000.00");
    assertThat(held.get("total").asText()).isEqualTo("1000.01");
    assertThat(instance.run("trip", "show", tripInfo).out())
        .contains("held:", "reason: the total exceeds the limit of 1000.00");
    instance.run("trip", "release", tripInfo, "--reason", "a drive to Boston");
    var life = life(tripInfo);
    assertThat(life.get("held").isNull()).isTrue();
    var decision = life.at("/decisions/0");
    assertThat(decision.get("decision").asText()).isEqualTo("released");
    assertThat(decision.get("actor").asText()).isEqualTo("farestream");
    assertThat(decision.get("reason").asText()).isEqualTo("a drive to Boston");
  }

  @Test
  void a_trip_deleted_from_dynamodb_is_shown_from_the_ledger() throws Exception {
    var rider = instance.newRider();
    var tripInfo = instance.run("book", "--rider-id", "" + rider).tripInfo();
    instance.run("accept", tripInfo, "--driver-id", "" + instance.newDriver());
    instance.run("complete", tripInfo, "--fare", "8");
    instance.await("select count(*) from trips where trip_info = '" + tripInfo + "'", "1");
    dynamoDb.deleteItem(
        delete ->
            delete
                .tableName("aws-db-workshop-trips")
                .key(
                    Map.of(
                        "riderid", AttributeValue.fromS("person" + rider + "@example.com"),
                        "tripinfo", AttributeValue.fromS(tripInfo))));
    instance.await("select count(*) from trip_removal where trip_info = '" + tripInfo + "'", "1");
    var life = life(tripInfo);
    assertThat(life.get("item").isNull()).isTrue();
    assertThat(life.at("/row/trip").isNumber()).isTrue();
    assertThat(life.at("/removal/removedAt").asText()).endsWith("Z");
    assertThat(instance.run("trip", "show", tripInfo).out())
        .contains("item:     not in DynamoDB", "removal:", "row in PostgreSQL:");
  }

  @Test
  void line_correction_payment_and_the_banks_answer_are_shown() throws Exception {
    instance.run("bill", "--policy", "lab");
    var driver = "" + instance.newDriver();
    instance.run(
        "bank-account",
        "set",
        "--driver-id",
        driver,
        "--iban",
        "DE89370400440532013000",
        "--holder",
        "D");
    var tripInfo = instance.ride(driver, "100.00");
    assertThat(life(tripInfo).get("line").isNull()).isTrue();
    instance.run("bill", "--policy", "lab", "--driver-share", "0.8");
    var line = life(tripInfo).get("line");
    assertThat(line.get("amount").asText()).isEqualTo("100.00");
    assertThat(line.get("driverShare").asText()).isEqualTo("80.00");
    assertThat(line.get("platformShare").asText()).isEqualTo("20.00");
    assertThat(line.get("cycle").isNumber()).isTrue();

    instance.update(
        "insert into payment (billing_id, driver_id, payment_amount) select id, driver_id, payable"
            + " from billing where id = "
            + line.get("bill"));
    var paid = life(tripInfo).at("/payments/0");
    assertThat(paid.get("status").asText()).isEqualTo("completed");
    assertThat(paid.get("amount").asText()).isEqualTo("80.00");
    instance.run("payment", "return", paid.get("payment").asText(), "--reason", "account closed");
    var bank = life(tripInfo).get("bank");
    assertThat(bank.findValuesAsText("status")).containsExactly("completed", "returned");
    assertThat(bank.at("/1/reason").asText()).contains("account closed");

    set(tripInfo, "TIP_AMOUNT", AttributeValue.fromN("10"));
    set(tripInfo, "TOTAL_AMOUNT", AttributeValue.fromN("110"));
    instance.await("select total_amount from trips where trip_info = '" + tripInfo + "'", "110.00");
    instance.run("bill", "--policy", "lab", "--driver-share", "0.8");
    var correction = life(tripInfo).at("/corrections/0");
    assertThat(correction.get("amount").asText()).isEqualTo("10.00");
    assertThat(correction.get("cycle").asInt()).isGreaterThan(line.get("cycle").asInt());
    assertThat(instance.run("trip", "show", tripInfo).out())
        .contains("bill line:", "corrections:", "payments:", "payments, state by state:");
  }

  @Test
  void if_a_server_is_unreachable_the_rest_is_shown_and_the_gap_named() throws Exception {
    var tripInfo = ride("9.99");
    var noLedger = instance.with("PGPORT", "9").run("trip", "show", tripInfo);
    assertThat(noLedger.status()).isEqualTo(4);
    assertThat(noLedger.out()).contains("status:   Completed", "ledger:   unknown, see below");
    assertThat(noLedger.err()).contains("PostgreSQL can't be reached").hasLineCount(1);

    var nowhere = instance.with("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9");
    var noTable = nowhere.run("trip", "show", tripInfo);
    assertThat(noTable.status()).isEqualTo(4);
    assertThat(noTable.out())
        .contains("item:     unknown, see below", "total: 9.99", "tripinfo: " + tripInfo);
    assertThat(noTable.err()).contains("DynamoDB can't be reached").hasLineCount(1);
    var json = JSON.readTree(nowhere.run("trip", "show", tripInfo, "--json").out());
    assertThat(json.has("item")).isFalse();
    assertThat(json.at("/row/total").asText()).isEqualTo("9.99");
    assertThat(json.at("/gaps/0").asText()).contains("DynamoDB can't be reached");

    var neither = nowhere.with("PGPORT", "9").run("trip", "show", tripInfo);
    assertThat(neither.status()).isEqualTo(4);
    assertThat(neither.err()).contains("DynamoDB can't", "PostgreSQL can't").hasLineCount(2);
  }

  private String ride(String fare) {
    return instance.ride("" + instance.newDriver(), fare);
  }

  private JsonNode life(String trip) throws Exception {
    var shown = instance.run("trip", "show", trip, "--json");
    assertThat(shown.status()).as(shown.err()).isZero();
    return JSON.readTree(shown.out());
  }

  private static String change(JsonNode amendments, String field) {
    for (var amendment : amendments) {
      if (amendment.get("field").asText().equals(field)) {
        return amendment.get("before").asText() + " -> " + amendment.get("after").asText();
      }
    }
    return "";
  }

  private String sql(String tripInfo, String column) {
    return instance
        .rows("select %s from trips where trip_info = '%s'".formatted(column, tripInfo))
        .getFirst();
  }

  private void set(String tripInfo, String attribute, AttributeValue value) {
    dynamoDb.updateItem(
        update ->
            update
                .tableName("aws-db-workshop-trips")
                .key(
                    Map.of(
                        "riderid", AttributeValue.fromS(RIDER),
                        "tripinfo", AttributeValue.fromS(tripInfo)))
                .updateExpression("SET #a = :v")
                .expressionAttributeNames(Map.of("#a", attribute))
                .expressionAttributeValues(Map.of(":v", value)));
  }
}
