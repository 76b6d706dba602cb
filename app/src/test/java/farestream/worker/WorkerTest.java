package farestream.worker;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.SampleItem;
import farestream.TestInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

@Tag("integration")
class WorkerTest {
  private final TestInstance instance = TestInstance.running();
  private final DynamoDbClient dynamoDb = instance.config().dynamoDb();

  @Test
  void an_item_written_as_completed_is_recorded() {
    var item = SampleItem.of("put");
    put(item);
    instance.await(totalOf("put"), "14.18");
  }

  @Test
  void a_change_after_completion_amends_the_row_and_keeps_the_previous_one() {
    var item = SampleItem.of("amended");
    put(item);
    instance.await(totalOf("amended"), "14.18");
    item.put("TOTAL_AMOUNT", AttributeValue.fromN("20"));
    put(item);
    instance.await(totalOf("amended"), "20.00");
    assertThat(
            instance.rows(
                "select previous ->> 'total_amount' from trip_history join trips on trips.id = trip_id"
                    + " where trip_info = 'amended'"))
        .containsExactly("14.18");
  }

  @Test
  void an_invalid_item_is_quarantined_in_full_and_delays_nothing() {
    var unknown = SampleItem.of("of an unknown driver");
    unknown.put("DRIVER_ID", AttributeValue.fromN("12"));
    var odd = SampleItem.of("with odd attributes");
    odd.put("TIP_AMOUNT", AttributeValue.fromS("much"));
    odd.put(
        "NOTES",
        AttributeValue.fromL(
            List.of(AttributeValue.fromBool(true), AttributeValue.fromSs(List.of("ä")))));
    put(unknown);
    put(odd);
    put(SampleItem.of("after them"));

    instance.await(totalOf("after them"), "14.18");
    assertThat(
            instance.rows("select reason from quarantine where trip_info = 'of an unknown driver'"))
        .containsExactly("DRIVER_ID is unknown: no such row in drivers");
    assertThat(
            instance.rows(
                "select reason || (payload -> 'NOTES')::text from quarantine where trip_info = 'with odd attributes'"))
        .containsExactly(
            "TIP_AMOUNT 'much' is not a number{\"L\":[{\"BOOL\":true},{\"SS\":[\"ä\"]}]}");
    assertThat(instance.run("quarantine", "list").out()).contains("DRIVER_ID is unknown");
    var id =
        instance
            .rows("select id from quarantine where trip_info = 'with odd attributes'")
            .getFirst();
    assertThat(instance.run("quarantine", "show", id).out()).contains("TIP_AMOUNT", "\"much\"");
  }

  @Test
  void an_item_removed_after_completion_stays_recorded() {
    var item = SampleItem.of("removed");
    put(item);
    instance.await(totalOf("removed"), "14.18");
    dynamoDb.deleteItem(
        request ->
            request
                .tableName("aws-db-workshop-trips")
                .key(Map.of("riderid", item.get("riderid"), "tripinfo", item.get("tripinfo"))));
    put(SampleItem.of("after the removal"));
    instance.await(totalOf("after the removal"), "14.18");
    assertThat(instance.rows(totalOf("removed"))).containsExactly("14.18");
  }

  @Test
  void disabling_and_enabling_the_stream_loses_nothing() {
    var names = new ArrayList<String>();
    for (var round = 0; round < 4; round++) {
      for (var i = 0; i < 10; i++) {
        names.add("switched %d %d".formatted(round, i));
        put(SampleItem.of(names.getLast()));
      }
      streamEnabled(false);
      streamEnabled(true);
    }
    instance.await("select count(*) from trips where trip_info like 'switched %'", "40");
  }

  private void streamEnabled(boolean enabled) {
    dynamoDb.updateTable(
        request ->
            request
                .tableName("aws-db-workshop-trips")
                .streamSpecification(
                    stream ->
                        stream
                            .streamEnabled(enabled)
                            .streamViewType(enabled ? StreamViewType.NEW_AND_OLD_IMAGES : null)));
  }

  @Test
  void repeated_connection_failures_lose_and_duplicate_nothing() throws Exception {
    var names = new ArrayList<String>();
    for (var i = 0; i < 200; i++) {
      names.add("cut %03d".formatted(i));
    }
    try (var cutter = Executors.newVirtualThreadPerTaskExecutor()) {
      var cutting =
          cutter.submit(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  instance.rows(
                      "select pg_terminate_backend(pid) from pg_stat_activity"
                          + " where usename = current_user and pid <> pg_backend_pid()");
                }
              });
      names.forEach(name -> put(SampleItem.of(name)));
      cutting.cancel(true);
    }
    instance.await("select count(*) from trips where trip_info like 'cut %'", "200");
    assertThat(instance.rows("select count(*) from quarantine where trip_info like 'cut %'"))
        .containsExactly("0");
  }

  private static String totalOf(String tripInfo) {
    return "select total_amount from trips where trip_info = '%s'".formatted(tripInfo);
  }

  private void put(Map<String, AttributeValue> item) {
    dynamoDb.putItem(request -> request.tableName("aws-db-workshop-trips").item(item));
  }
}
