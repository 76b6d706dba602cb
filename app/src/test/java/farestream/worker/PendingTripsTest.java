package farestream.worker;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.SampleItem;
import farestream.TestInstance;
import farestream.booking.TableSetup;
import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.ShardKey;
import farestream.trip.TripKey;
import farestream.worker.ScriptedRecord.Meaning;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Finds pending trips both by the ledger's checkpoints and without checkpoints, as when AWS
/// Lambda reads the stream.
class PendingTripsTest {
  private final ScriptedTable table = new ScriptedTable(new SplittableRandom(1));
  private final ScriptedStreams client = new ScriptedStreams(table, new SplittableRandom(1), 100);
  private final TripStreams scripted = new TripStreams(client, ScriptedTable.NAME);

  @Test
  void without_checkpoints_a_record_is_pending_while_it_is_young() throws Exception {
    var config = TestInstance.running().with("TRIPS_TABLE", "read-by-lambda").config();
    try (var dynamoDb = config.dynamoDb()) {
      TableSetup.ensure(dynamoDb, "read-by-lambda");
      var streams = config.tripStreams();
      dynamoDb.putItem(put -> put.tableName("read-by-lambda").item(SampleItem.of("t1")));
      var written = Instant.now();
      var young = written.plus(PendingTrips.DELIVERY_LIMIT).minusSeconds(60);
      var old = written.plus(PendingTrips.DELIVERY_LIMIT).plusSeconds(60);

      assertThat(pending(streams, Map.of(), () -> young)).containsExactly("t1");
      assertThat(pending(streams, Map.of(), () -> old)).isEmpty();

      var stream = streams.oldestFirst().getFirst();
      var begun = Checkpoint.start(stream.key(stream.shards().getFirst().shardId()));
      assertThat(pending(streams, Map.of(begun.shard(), begun), () -> old)).containsExactly("t1");
    }
  }

  @Test
  void young_and_old_records_of_a_shard_are_distinguished() throws Exception {
    write("old 1");
    write("old 2");
    var limit = table.latest() + 1;
    write("young 1");
    write("young 2");
    assertThat(pending(scripted, Map.of(), at(limit))).containsExactly("young 1", "young 2");
  }

  @Test
  void a_shard_whose_children_start_with_old_records_is_not_read() throws Exception {
    for (var record = 0; record < 100; record++) {
      write("old " + record);
    }
    table.split(table.openShards().getFirst());
    for (var record = 0; record < 10; record++) {
      write("still old " + record);
    }
    var limit = table.latest() + 1;
    write("young");
    assertThat(pending(scripted, Map.of(), at(limit))).containsExactly("young");
    assertThat(client.read()).isNotEmpty().doesNotContain(table.everyShard().getFirst().id());
  }

  @Test
  void a_parent_in_which_the_young_records_start_is_read() throws Exception {
    write("old");
    var limit = table.latest() + 1;
    write("young in the parent");
    table.rotate(table.openShards().getFirst());
    table.rotate(table.openShards().getFirst());
    write("young in the grandchild");
    assertThat(pending(scripted, Map.of(), at(limit)))
        .containsExactlyInAnyOrder("young in the parent", "young in the grandchild");
  }

  @Test
  void a_second_read_starts_at_the_young_records() throws Exception {
    write("old");
    var limit = table.latest() + 1;
    write("young");
    var pending = new PendingTrips(scripted, at(limit));
    assertThat(keys(pending, Map.of())).containsExactly("young");
    // Nothing of the old shard is left to read.
    table.age(limit - 1, _ -> true);
    write("younger");
    assertThat(keys(pending, Map.of())).containsExactly("young", "younger");
  }

  /// Returns a clock by which records from that number on are young.
  private static InstantSource at(long number) {
    return InstantSource.fixed(ScriptedRecord.created(number).plus(PendingTrips.DELIVERY_LIMIT));
  }

  private void write(String tripInfo) {
    var key = new TripKey("rider@example.com", tripInfo);
    table.write(key, Optional.of(SampleItem.of(tripInfo)), new Meaning.Nothing());
  }

  private static List<String> pending(
      TripStreams streams, Map<ShardKey, Checkpoint> applied, InstantSource clock)
      throws SQLException {
    return keys(new PendingTrips(streams, clock), applied);
  }

  private static List<String> keys(PendingTrips pending, Map<ShardKey, Checkpoint> applied)
      throws SQLException {
    var found = new ArrayList<String>();
    pending.read(applied, keys -> keys.forEach(key -> found.add(key.tripInfo())));
    return found;
  }
}
