package farestream.dynamodb.stream;

import static farestream.dynamodb.stream.StreamDatabase.object;
import static farestream.dynamodb.stream.StreamDatabase.sequence;
import static farestream.dynamodb.stream.StreamDatabase.summary;
import static farestream.dynamodb.stream.StreamDatabase.text;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamOperationsTest {
  private StreamDatabase test;

  @BeforeEach
  void open(@TempDir Path folder) {
    test = StreamDatabase.in(folder, "NEW_AND_OLD_IMAGES");
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void a_record_describes_the_change() {
    test.put("a", 1);
    test.put("a", 2);
    test.delete("a");

    var shard = test.onlyShard();
    var records = test.page(test.iterator(shard, "TRIM_HORIZON"), 10).objects("Records");

    assertThat(records.stream().map(StreamDatabase::summary))
        .containsExactly("INSERT a 1", "MODIFY a 2", "REMOVE a");
    var record = records.get(1);
    assertThat(text(record, "eventVersion")).isEqualTo("1.1");
    assertThat(text(record, "eventSource")).isEqualTo("aws:dynamodb");
    assertThat(text(record, "awsRegion")).isEqualTo("eu-central-1");
    assertThat(text(record, "eventID")).matches("[0-9a-f]{32}");
    var change = object(record, "dynamodb");
    assertThat(change.integer("ApproximateCreationDateTime"))
        .isEqualTo(test.now().getEpochSecond());
    assertThat(change.object("OldImage")).hasToString("{id={S=a}, value={N=1}}");
    assertThat(change.object("NewImage")).hasToString("{id={S=a}, value={N=2}}");
    assertThat(change.integer("SizeBytes")).isEqualTo(3 + 2 * (3 + 5 + 2));
    assertThat(text(change, "StreamViewType")).isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(text(change, "SequenceNumber")).matches("[0-9]{21}");
  }

  @Test
  void a_view_type_omits_images(@TempDir Path folder) {
    try (var keys = StreamDatabase.in(folder, "KEYS_ONLY")) {
      keys.put("a", 1);

      var page = keys.page(keys.iterator(keys.onlyShard(), "TRIM_HORIZON"), 10);

      assertThat(object(page.objects("Records").getFirst(), "dynamodb").names())
          .contains("Keys")
          .doesNotContain("NewImage", "OldImage");
    }
  }

  @Test
  void a_write_that_changes_nothing_leaves_no_record() {
    test.put("a", 1);
    test.put("a", 1);
    test.delete("none");

    assertThat(test.read(test.iterator(test.onlyShard(), "TRIM_HORIZON")))
        .containsExactly("INSERT a 1");
  }

  @Test
  void latest_starts_after_earlier_writes() {
    test.put("a", 1);
    var latest = test.iterator(test.onlyShard(), "LATEST");
    test.put("b", 2);

    assertThat(test.read(latest)).containsExactly("INSERT b 2");
  }

  @Test
  void reading_starts_at_or_after_a_sequence_number() {
    test.put("a", 1);
    test.put("b", 2);
    var shard = test.onlyShard();
    var records = test.page(test.iterator(shard, "TRIM_HORIZON"), 10).objects("Records");
    var first = sequence(records.getFirst());

    assertThat(test.read(test.iterator(shard, "AT_SEQUENCE_NUMBER", first)))
        .containsExactly("INSERT a 1", "INSERT b 2");
    assertThat(test.read(test.iterator(shard, "AFTER_SEQUENCE_NUMBER", first)))
        .containsExactly("INSERT b 2");
  }

  @Test
  void reading_can_start_at_the_starting_sequence_number_of_a_shard() {
    var range = object(test.shards().getFirst(), "SequenceNumberRange");
    test.put("a", 1);

    var start = text(range, "StartingSequenceNumber");
    assertThat(test.read(test.iterator(test.onlyShard(), "AT_SEQUENCE_NUMBER", start)))
        .containsExactly("INSERT a 1");
  }

  @Test
  void pages_join_without_gap_or_overlap() {
    for (var i = 0; i < 10; i++) {
      test.put("k" + i, i);
    }
    var iterator = test.iterator(test.onlyShard(), "TRIM_HORIZON");
    var read = new ArrayList<String>();
    for (var i = 0; i < 4; i++) {
      var page = test.page(iterator, 3);
      page.objects("Records").forEach(record -> read.add(summary(record)));
      iterator = text(page, "NextShardIterator");
    }

    assertThat(read).hasSize(10).doesNotHaveDuplicates();
    assertThat(test.page(iterator, 3).objects("Records")).isEmpty();
  }

  @Test
  void a_page_has_at_most_a_megabyte() {
    var text = "x".repeat(300_000);
    for (var i = 0; i < 5; i++) {
      var item = Map.of("id", Map.of("S", "k" + i), "text", Map.of("S", text));
      test.call("PutItem", Map.of("TableName", StreamDatabase.TABLE, "Item", item));
    }

    var page = test.page(test.iterator(test.onlyShard(), "TRIM_HORIZON"), 1_000);

    assertThat(page.objects("Records")).hasSize(3);
    assertThat(test.page(text(page, "NextShardIterator"), 1_000).objects("Records")).hasSize(2);
  }

  @Test
  void a_closed_shard_ends_with_its_last_page() {
    test.put("a", 1);
    test.put("b", 2);
    var shard = test.onlyShard();
    test.upkeep().rotate(test.stream(), null);
    var start = test.iterator(shard, "TRIM_HORIZON");

    assertThat(test.page(start, 1).has("NextShardIterator")).isTrue();
    assertThat(test.page(start, 2).has("NextShardIterator")).isFalse();
    assertThat(test.page(test.iterator(shard, "LATEST"), 2).has("NextShardIterator")).isFalse();
  }

  @Test
  void iterators_survive_a_restart_and_live_for_15_minutes() {
    var iterator = test.iterator(test.onlyShard(), "LATEST");
    test.put("a", 1);
    test.restart();
    test.pass(Duration.ofMinutes(15));

    assertThat(test.read(iterator)).containsExactly("INSERT a 1");
    test.pass(Duration.ofMillis(1));
    assertThat(test.refusal("GetRecords", Map.of("ShardIterator", iterator)))
        .isEqualTo(
            "ExpiredIteratorException: The provided iterator exceeds the maximum age allowed.");
  }

  @Test
  void sequence_numbers_rise_across_a_restart_even_if_the_clock_goes_back() {
    test.put("a", 1);
    test.restart();
    test.pass(Duration.ofHours(-1));
    test.put("a", 2);

    assertThat(test.read(test.iterator(test.onlyShard(), "TRIM_HORIZON")))
        .containsExactly("INSERT a 1", "MODIFY a 2");
  }

  @Test
  void streams_are_listed_by_table_and_in_pages() {
    test.enable(false);
    test.enable(true);
    var all = test.call("ListStreams", Map.of("TableName", StreamDatabase.TABLE));
    var first = test.call("ListStreams", Map.of("Limit", 1));
    var last = text(first, "LastEvaluatedStreamArn");
    var second = test.call("ListStreams", Map.of("Limit", 1, "ExclusiveStartStreamArn", last));

    assertThat(all.objects("Streams")).hasSize(2);
    assertThat(all.has("LastEvaluatedStreamArn")).isFalse();
    assertThat(text(first.objects("Streams").getFirst(), "StreamArn")).isEqualTo(last);
    assertThat(second.objects("Streams").toString())
        .isEqualTo(all.objects("Streams").subList(1, 2).toString());
    assertThat(second.has("LastEvaluatedStreamArn")).isFalse();
    assertThat(test.call("ListStreams", Map.of("TableName", "other")).objects("Streams")).isEmpty();
  }

  @Test
  void shards_are_described_in_pages_and_by_parent() {
    for (var i = 0; i < 120; i++) {
      test.upkeep().rotate(test.stream(), null);
    }
    var arn = test.arn();
    var first = description(Map.of("StreamArn", arn));
    var last = text(first, "LastEvaluatedShardId");
    var rest = description(Map.of("StreamArn", arn, "ExclusiveStartShardId", last));

    assertThat(first.objects("Shards")).hasSize(100);
    assertThat(rest.objects("Shards")).hasSize(21);
    assertThat(rest.has("LastEvaluatedShardId")).isFalse();
    assertThat(text(rest.objects("Shards").getFirst(), "ParentShardId")).isEqualTo(last);
    var filter = Map.of("Type", "CHILD_SHARDS", "ShardId", last);
    var children = description(Map.of("StreamArn", arn, "ShardFilter", filter)).objects("Shards");
    assertThat(children.stream().map(shard -> text(shard, "ParentShardId"))).containsExactly(last);
  }

  private JsonObject description(Map<String, ?> request) {
    return object(test.call("DescribeStream", request), "StreamDescription");
  }

  @Test
  void missing_streams_and_shards_are_refused_as_by_DynamoDB() {
    var arn = "arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2026-01-01T00:00:00.000";
    var shard = "shardId-00000000000000000001-00000001";

    assertThat(test.refusal("DescribeStream", Map.of("StreamArn", arn)))
        .isEqualTo(
            "ResourceNotFoundException: Requested resource not found: Stream: %s not found"
                .formatted(arn));
    assertThat(test.refusal("GetShardIterator", test.start(shard, "LATEST", null)))
        .isEqualTo("ResourceNotFoundException: Requested resource not found: Shard does not exist");
  }

  @Test
  void malformed_requests_are_refused() {
    var shard = test.onlyShard();
    var far = "9".repeat(40);

    assertThat(
            List.of(
                test.refusal("DescribeStream", Map.of("StreamArn", "short")),
                test.refusal("DescribeStream", Map.of("StreamArn", "x".repeat(40))),
                test.refusal("GetRecords", Map.of("ShardIterator", "x|1|y")),
                test.refusal("GetRecords", Map.of("ShardIterator", "x", "Limit", 1_001)),
                test.refusal("GetShardIterator", test.start(shard, "AT_SEQUENCE_NUMBER", null)),
                test.refusal("GetShardIterator", test.start(shard, "SOMEWHERE", null)),
                test.refusal("GetShardIterator", test.start(shard, "AT_SEQUENCE_NUMBER", far)),
                test.refusal("ListStreams", Map.of("Limit", 0))))
        .allSatisfy(refusal -> assertThat(refusal).startsWith("ValidationException: "));
  }

  @Test
  void a_tampered_iterator_is_refused() {
    var iterator = test.iterator(test.onlyShard(), "LATEST");
    var changed = iterator.replace("table/trips", "table/tripz");

    assertThat(test.refusal("GetRecords", Map.of("ShardIterator", changed)))
        .isEqualTo("ValidationException: Invalid ShardIterator");
  }
}
