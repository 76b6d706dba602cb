package farestream.dynamodb.stream;

import static farestream.dynamodb.stream.StreamDatabase.sequence;
import static farestream.dynamodb.stream.StreamDatabase.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamUpkeepTest {
  private static final String TRIMMED =
      "TrimmedDataAccessException: The data you are trying to access has been trimmed";
  private static final String NO_SHARD =
      "ResourceNotFoundException: Requested resource not found: Shard does not exist";

  private StreamDatabase test;

  @BeforeEach
  void open(@TempDir Path folder) {
    test = StreamDatabase.in(folder, "NEW_AND_OLD_IMAGES");
  }

  @AfterEach
  void close() {
    test.close();
  }

  private String records(String iterator) {
    return test.refusal("GetRecords", Map.of("ShardIterator", iterator));
  }

  private List<String> ids() {
    return test.shards().stream().map(shard -> text(shard, "ShardId")).toList();
  }

  @Test
  void a_shard_is_rotated_after_four_hours() {
    var parent = test.onlyShard();
    test.pass(Duration.ofHours(4).minusSeconds(1));
    test.upkeep().sweep();
    assertThat(test.shards()).hasSize(1);

    test.pass(Duration.ofSeconds(1));
    test.upkeep().sweep();
    test.put("a", 1);

    assertThat(test.shards()).hasSize(2);
    var child = test.shards().getLast();
    assertThat(text(child, "ParentShardId")).isEqualTo(parent);
    assertThat(test.read(test.iterator(parent, "TRIM_HORIZON"))).isEmpty();
    assertThat(test.read(test.iterator(text(child, "ShardId"), "TRIM_HORIZON")))
        .containsExactly("INSERT a 1");
  }

  @Test
  void a_split_shares_the_partitions_between_two_children() {
    test.upkeep().split(test.stream(), null);
    for (var i = 0; i < 40; i++) {
      test.put("k" + i, i);
    }
    var first = test.read(test.iterator(ids().get(1), "TRIM_HORIZON"));
    var second = test.read(test.iterator(ids().get(2), "TRIM_HORIZON"));

    assertThat(first).isNotEmpty();
    assertThat(second).isNotEmpty();
    assertThat(first.size() + second.size()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void records_are_trimmed_after_24_hours(boolean swept) {
    test.put("a", 1);
    var shard = test.onlyShard();
    var range = StreamDatabase.object(test.shards().getFirst(), "SequenceNumberRange");
    var page = test.page(test.iterator(shard, "TRIM_HORIZON"), 1);
    var first = sequence(page.objects("Records").getFirst());
    test.pass(Duration.ofHours(24).minusMinutes(5));
    var before = test.iterator(shard, "TRIM_HORIZON");
    var after = text(test.page(before, 1), "NextShardIterator");
    test.put("b", 2);
    test.pass(Duration.ofMinutes(5).plusMillis(1));
    if (swept) {
      test.upkeep().trim(test.stream(), test.database().streams().horizon());
    }

    assertThat(records(before)).isEqualTo(TRIMMED);
    assertThat(test.read(after)).containsExactly("INSERT b 2");
    assertThat(test.read(test.iterator(shard, "TRIM_HORIZON"))).containsExactly("INSERT b 2");
    var start = text(range, "StartingSequenceNumber");
    for (var sequence : List.of(first, start)) {
      for (var type : List.of("AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER")) {
        assertThat(test.refusal("GetShardIterator", test.start(shard, type, sequence)))
            .isEqualTo(TRIMMED);
      }
    }
  }

  @Test
  void a_shard_without_records_has_nothing_trimmed() {
    var shard = test.onlyShard();
    test.pass(Duration.ofDays(2).minusMinutes(5));
    var iterator = test.iterator(shard, "TRIM_HORIZON");
    test.pass(Duration.ofMinutes(5));

    assertThat(test.read(iterator)).isEmpty();
  }

  @Test
  void a_closed_shard_is_deleted_with_its_last_record_and_its_child_keeps_its_id() {
    test.put("a", 1);
    var parent = test.onlyShard();
    test.upkeep().rotate(test.stream(), null);
    var iterator = test.iterator(parent, "TRIM_HORIZON");
    test.put("b", 2);
    var child = ids().getLast();

    test.upkeep().trim(test.stream());

    assertThat(ids()).containsExactly(child);
    assertThat(text(test.shards().getFirst(), "ParentShardId")).isEqualTo(parent);
    assertThat(test.refusal("GetShardIterator", test.start(parent, "LATEST", null)))
        .isEqualTo(NO_SHARD);
    assertThat(records(iterator)).isEqualTo(NO_SHARD);
    assertThat(test.read(test.iterator(child, "TRIM_HORIZON"))).isEmpty();
  }

  @Test
  void records_are_trimmed_up_to_a_sequence_number() {
    for (var i = 0; i < 5; i++) {
      test.put("k" + i, i);
    }
    var shard = test.onlyShard();
    var start = test.iterator(shard, "TRIM_HORIZON");
    var records = test.page(start, 3).objects("Records");
    test.upkeep().trim(test.stream(), SequenceNumbers.parse(sequence(records.get(2))));

    assertThat(records(start)).isEqualTo(TRIMMED);
    assertThat(test.read(test.iterator(shard, "TRIM_HORIZON")))
        .containsExactly("INSERT k3 3", "INSERT k4 4");
  }

  @Test
  void trimming_takes_as_many_transactions_as_it_needs() {
    for (var i = 0; i < 4_100; i++) {
      test.put("k", i);
    }
    test.upkeep().trim(test.stream());

    assertThat(test.read(test.iterator(test.onlyShard(), "TRIM_HORIZON"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_disabled_stream_can_be_read_for_24_hours(boolean swept) {
    test.put("a", 1);
    var arn = test.arn();
    var shard = test.onlyShard();
    test.enable(false);
    test.put("b", 2);

    assertThat(test.read(test.iterator(shard, "TRIM_HORIZON"))).containsExactly("INSERT a 1");
    test.pass(Duration.ofHours(24).plusMillis(1));
    if (swept) {
      test.upkeep().sweep();
    }
    assertThat(test.call("ListStreams", Map.of()).objects("Streams")).isEmpty();
    assertThat(test.refusal("DescribeStream", Map.of("StreamArn", arn)))
        .startsWith("ResourceNotFoundException: ");
  }

  @Test
  void the_stream_of_a_deleted_table_can_be_read() {
    test.put("a", 1);
    var shard = test.onlyShard();
    test.call("DeleteTable", Map.of("TableName", StreamDatabase.TABLE));

    var page = test.page(test.iterator(shard, "TRIM_HORIZON"), 10);
    assertThat(page.objects("Records")).hasSize(1);
    assertThat(page.has("NextShardIterator")).isFalse();
    test.upkeep().trim(test.stream());
    assertThat(test.call("ListStreams", Map.of()).objects("Streams")).isEmpty();
  }

  @Test
  void a_stream_that_is_enabled_again_is_a_new_one() {
    var arns = new ArrayList<String>();
    for (var i = 0; i < 3; i++) {
      arns.add(test.arn());
      test.enable(false);
      test.enable(true);
    }

    assertThat(arns).doesNotHaveDuplicates().isSorted();
  }
}
