package farestream.cli.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.SampleItem;
import farestream.TestInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("integration")
class QuarantineCommandsTest {
  private static final AtomicLong NEXT = new AtomicLong(77_000_000);

  private final TestInstance instance = TestInstance.running();
  private final DynamoDbClient dynamoDb = instance.config().dynamoDb();

  @Test
  void a_record_is_replayed_once_its_missing_driver_exists() {
    var driver = NEXT.incrementAndGet();
    var item = completedItem("lacks its driver", driver);
    var id = quarantined(item);
    assertThat(line(id, "list"))
        .containsPattern(
            " %s \\| \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ \\| person69257@example.com"
                .formatted(id))
        .contains("lacks its driver", " 14.18 | no ", "DRIVER_ID is unknown");

    var refused = instance.run("quarantine", "replay", id);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out())
        .isEqualTo(
            "record %s, lacks its driver: still refused: DRIVER_ID is unknown: no such row in drivers%n"
                .formatted(id));
    assertThat(refused.err()).isEmpty();

    instance.update("insert into drivers (driver_id) values (%d)".formatted(driver));
    var replayed = instance.run("quarantine", "replay", id);
    assertThat(replayed.status()).isZero();
    assertThat(replayed.out()).isEqualTo("record %s, lacks its driver: recorded%n".formatted(id));
    assertThat(instance.rows("select trip_info from trips where driver_id = " + driver))
        .containsExactly("lacks its driver");

    assertThat(instance.run("quarantine", "list", "--limit", "9999").out())
        .doesNotContain("lacks its driver");
    assertThat(line(id, "list", "--all")).contains("| yes ").endsWith("Z by farestream: recorded");
    assertThat(instance.run("quarantine", "show", id).out()).containsPattern("state: +replayed 2");
    var again = instance.run("quarantine", "replay", id);
    assertThat(again.status()).isEqualTo(3);
    assertThat(again.err()).contains("record " + id + " is closed: replayed").hasLineCount(1);
  }

  @Test
  void one_command_adds_the_people_of_a_record_and_replays_it() throws Exception {
    var number = NEXT.incrementAndGet();
    var item = completedItem("added " + number, number);
    item.put("RIDER_ID", AttributeValue.fromN("" + number));
    item.put("riderid", AttributeValue.fromS("r%d@example.com".formatted(number)));
    item.put("RIDER_NAME", AttributeValue.fromS("Jane  Rider"));
    item.put("RIDER_MOBILE", AttributeValue.fromS("+1 212 555 0100"));
    item.put("DRIVER_NAME", AttributeValue.fromS("Joe Driver"));
    item.put("DRIVER_EMAIL", AttributeValue.fromS("d%d@taxi.com".formatted(number)));
    item.put("VEHICLE_ID", AttributeValue.fromS("REG" + number));
    var id = quarantined(item);
    var replayed = instance.run("quarantine", "replay", id, "--add-people");
    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertThat(replayed.out())
        .isEqualTo(
            """
            rider %1$d: added
            driver %1$d: added
            record %2$s, added %1$d: recorded
            """
                .formatted(number, id));
    assertThat(
            instance.rows(
                """
                select concat_ws(', ', riders.rider_name, riders.rider_email, riders.rider_mobile,
                  drivers.driver_name, drivers.driver_email, drivers.vehicle_id, riders.payment_id,
                  drivers.payment_id)
                from trips join riders using (rider_id) join drivers using (driver_id)
                where rider_id = %d
                """
                    .formatted(number)))
        .containsExactly(
            "Jane Rider, r%1$d@example.com, +12125550100, Joe Driver, d%1$d@taxi.com, REG%1$d, 1, 7"
                .formatted(number));
    assertThat(instance.run("quarantine", "replay", id, "--add-people").err())
        .contains("is closed");
  }

  @Test
  void people_of_a_record_whose_values_are_invalid_or_anothers_are_not_added() throws Exception {
    var number = NEXT.incrementAndGet();
    var nameless = completedItem("nameless " + number, number);
    nameless.put("RIDER_ID", AttributeValue.fromN("" + number));
    nameless.put("RIDER_NAME", AttributeValue.fromS("Jane"));
    nameless.put("RIDER_EMAIL", AttributeValue.fromS("r%d@example.com".formatted(number)));
    var id = quarantined(nameless);
    var refused = instance.run("quarantine", "replay", id, "--add-people");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .contains(
            "driver %1$d of record %2$s was not added: the name is missing; run ./farestream driver add %1$d and replay the record"
                .formatted(number, id))
        .hasLineCount(1);
    assertThat(instance.rows("select count(*) from riders where rider_id = " + number))
        .as("the rider, though valid")
        .containsExactly("0");

    var stolen = completedItem("stolen " + number, number);
    stolen.put("DRIVER_NAME", AttributeValue.fromS("Joe"));
    stolen.put("DRIVER_EMAIL", AttributeValue.fromS("Driver528204@taxi.com"));
    var other = instance.run("quarantine", "replay", quarantined(stolen), "--add-people");
    assertThat(other.status()).isEqualTo(3);
    assertThat(other.err()).contains("the e-mail address belongs to driver 528204");
    assertThat(json("quarantine", "show", id, "--json").get("resolution").isNull()).isTrue();
    assertThat(instance.run("quarantine", "replay", "--add-people").status()).isEqualTo(2);
  }

  @Test
  void a_record_is_dropped_for_a_reason_and_kept() throws Exception {
    var id = quarantined(completedItem("to be dropped", NEXT.incrementAndGet()));
    assertThat(instance.run("quarantine", "drop", id).status()).isEqualTo(2);
    for (var wrong : List.of("", " \n", "a test\nride", "x".repeat(1001))) {
      assertThat(instance.run("quarantine", "drop", id, "--reason", wrong).status()).isEqualTo(2);
    }

    var dropped = instance.run("quarantine", "drop", id, "--reason", "a test ride");
    assertThat(dropped.status()).isZero();
    assertThat(dropped.out()).startsWith("record %s, to be dropped: dropped".formatted(id));

    assertThat(line(id, "list", "--all")).endsWith("Z by farestream: a test ride");
    var shown = json("quarantine", "show", id, "--json");
    assertThat(shown.get("resolution").asText()).isEqualTo("dropped");
    assertThat(shown.get("resolutionReason").asText()).isEqualTo("a test ride");
    assertThat(shown.at("/item/DRIVER_ID/N").asLong()).isGreaterThan(77_000_000);
    for (var command : List.of("replay", "drop")) {
      var reason = command.equals("drop") ? new String[] {"--reason", "again"} : new String[0];
      var again = instance.run(arguments(List.of("quarantine", command, id), reason));
      assertThat(again.status()).isEqualTo(3);
      assertThat(again.err()).contains("is closed: dropped").hasLineCount(1);
    }
  }

  @Test
  void all_open_records_are_replayed_and_each_outcome_is_reported() throws Exception {
    var driver = NEXT.incrementAndGet();
    var recorded = quarantined(completedItem("all: recorded", driver));
    var putRight = completedItem("all: put right", 528204);
    var bad = new HashMap<>(putRight);
    bad.put("STATUS", AttributeValue.fromS("completed"));
    var superseded = quarantined(bad);
    var open = quarantined(completedItem("all: open", NEXT.incrementAndGet()));
    put(putRight);
    instance.await("select count(*) from trips where trip_info = 'all: put right'", "1");
    instance.update("insert into drivers (driver_id) values (%d)".formatted(driver));

    assertThat(line(superseded, "list")).contains(" | yes ", "STATUS 'completed' is not one of");
    assertThat(instance.run("quarantine", "list", "--limit", "9999").out())
        .contains("superseded: the ledger has this or a later state of the trip");

    var json = json("quarantine", "replay", "--json");
    assertThat(became(json, recorded)).isEqualTo("recorded");
    assertThat(became(json, superseded)).isEqualTo("superseded");
    assertThat(became(json, open)).isEqualTo("stillRefused");

    var again = instance.run("quarantine", "replay");
    assertThat(again.status()).isEqualTo(3);
    assertThat(again.out())
        .contains("record %s, all: open: still refused: DRIVER_ID is unknown".formatted(open))
        .doesNotContain("all: recorded", "all: put right")
        .containsPattern("0 resolved, \\d+ still open\\R$");
  }

  @Test
  void the_list_shows_the_first_fault_and_show_all_of_them() {
    var item = completedItem("many faults", 528204);
    item.put("EXTRA", AttributeValue.fromS("a\u001b[31m\nb"));
    item.put("TOTAL_AMOUNT", AttributeValue.fromS("abc"));
    item.remove("MTA_TAX");
    item.put("NOTES", AttributeValue.fromL(List.of(AttributeValue.fromBool(true))));
    var id = quarantined(item);
    assertThat(line(id, "list"))
        .contains("EXTRA 'a\uFFFD[31m\uFFFDb' is not a number (+2 more)")
        .containsPattern("\\| +\\| no");
    assertThat(instance.run("quarantine", "show", id).out())
        .contains(
            """
            faults:    EXTRA 'a\uFFFD[31m\uFFFDb' is not a number
                       MTA_TAX is missing
                       TOTAL_AMOUNT 'abc' is not a number
            item:
            {
            """,
            "\n  \"NOTES\": {\"L\":[{\"BOOL\":true}]},\n");
  }

  @Test
  void bill_and_pay_report_what_they_leave_out() throws Exception {
    quarantined(completedItem("not billed", NEXT.incrementAndGet()));
    var open =
        Long.parseLong(
            instance.rows("select count(*) from quarantine where resolved_at is null").getFirst());
    var words = open == 1 ? "1 record" : open + " records";
    for (var command : List.of("bill", "pay")) {
      assertThat(instance.run(command, "--dry-run").out())
          .endsWith(
              "not billed: %s in quarantine, see ./farestream quarantine list%n".formatted(words));
      assertThat(json(command, "--dry-run", "--json").get("openQuarantine").asLong())
          .isEqualTo(open);
    }
  }

  @Test
  void a_missing_record_is_refused() {
    for (var arguments :
        List.of(
            List.of("show", "999999"),
            List.of("replay", "999999"),
            List.of("drop", "999999", "--reason", "none"))) {
      var refused =
          instance.run(arguments(List.of("quarantine"), arguments.toArray(String[]::new)));
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err()).contains("there is no quarantined record 999999").hasLineCount(1);
    }
  }

  private static String[] arguments(List<String> first, String... others) {
    var arguments = new ArrayList<>(first);
    arguments.addAll(List.of(others));
    return arguments.toArray(String[]::new);
  }

  /// Returns the line of a record in a list.
  private String line(String id, String... list) {
    var arguments = arguments(List.of("quarantine"), list);
    return instance
        .run(arguments(List.of(arguments), "--limit", "9999"))
        .out()
        .lines()
        .filter(line -> line.strip().startsWith(id + " |"))
        .findFirst()
        .orElseThrow();
  }

  private static String became(JsonNode replayed, String id) {
    for (var record : replayed) {
      if (record.get("record").asText().equals(id)) {
        return record.get("became").asText();
      }
    }
    throw new AssertionError(id + " is not in " + replayed);
  }

  private JsonNode json(String... arguments) throws Exception {
    return JsonMapper.builder().build().readTree(instance.run(arguments).out());
  }

  /// Writes an item that the ledger rejects and waits until it is quarantined.
  ///
  /// @return the record's number
  private String quarantined(Map<String, AttributeValue> item) {
    put(item);
    var ofItem =
        "quarantine where trip_info = '%s'"
            .formatted(Objects.requireNonNull(item.get("tripinfo")).s());
    instance.await("select count(*) from " + ofItem, "1");
    return instance.rows("select id from " + ofItem).getFirst();
  }

  private void put(Map<String, AttributeValue> item) {
    dynamoDb.putItem(request -> request.tableName("aws-db-workshop-trips").item(item));
  }

  private static Map<String, AttributeValue> completedItem(String tripInfo, long driver) {
    var item = SampleItem.of(tripInfo);
    item.put("DRIVER_ID", AttributeValue.fromN("" + driver));
    return item;
  }
}
