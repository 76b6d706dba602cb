package farestream.worker;

import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Faults and events of the stream itself, determined by the seed: shards rotate and split;
/// records come late, twice or out of order, or are dropped. Each method returns a description.
final class StreamFaults {
  private static final long LOOK_NANOS = 3_000_000_000L;
  private static final int MANY_SHARDS = 130;

  private final SplittableRandom random;
  private final StressDatabase database;
  private final ScriptedTable table;
  private final ScriptedStreams streams;
  private final Readers readers;
  private final Supplier<String> write;

  StreamFaults(
      SplittableRandom random,
      StressDatabase database,
      ScriptedTable table,
      ScriptedStreams streams,
      Readers readers,
      Supplier<String> write) {
    this.random = random;
    this.database = database;
    this.table = table;
    this.streams = streams;
    this.readers = readers;
    this.write = write;
  }

  /// @param mayLose whether records that no reader has applied may be dropped
  String any(boolean mayLose) {
    return switch (random.nextInt(mayLose ? 12 : 9)) {
      case 0, 1 -> {
        changeShards();
        yield "shards change: " + table.openShards().size() + " open";
      }
      case 2 -> {
        streams.expireIterators();
        yield "iterators expire";
      }
      case 3 -> {
        streams.delay(1 + random.nextInt(5));
        yield "pages are empty for a while";
      }
      case 4 -> {
        streams.repeat(1 + random.nextInt(3));
        yield "pages come twice";
      }
      case 5 -> {
        streams.reorder(1 + random.nextInt(3));
        yield "old records follow new ones";
      }
      case 6 -> switchOn();
      case 7 -> {
        var through = appliedThrough();
        age(through);
        yield "dropped through " + through + ", all applied";
      }
      case 8 -> {
        streams.omit(1 + random.nextInt(3));
        yield "listings omit a shard";
      }
      case 9 -> comesAndGoes();
      default -> {
        var through = random.nextLong(table.latest() + 1);
        age(through);
        yield "dropped through " + through;
      }
    };
  }

  private String switchOn() {
    if (!isListed()) {
      return "the stream remains enabled";
    }
    table.switchOn();
    return "the stream is disabled and enabled";
  }

  /// Returns whether a reader has listed the stream. A stream that was never listed leaves no
  /// trace when it is gone.
  private boolean isListed() {
    streams.omit(0);
    var _ = streams.described();
    readers.clockJumps(LOOK_NANOS);
    return !readers.round().failed() && streams.described().contains(table.streams().getLast());
  }

  /// Creates a stream that a reader lists, and drops all of it before the reader, whose process
  /// dies, has read anything.
  private String comesAndGoes() {
    if (!isListed()) {
      return "no other stream is created";
    }
    table.switchOn();
    streams.delay(Integer.MAX_VALUE);
    var listed = isListed();
    var written = write.get();
    if (listed) {
      readers.killActive();
      table.switchOn();
      dropAll();
    }
    streams.delay(0);
    return (listed ? "a stream is created and expires; " : "a stream is created; ") + written;
  }

  void changeShards() {
    var open = table.openShards();
    var shard = open.get(random.nextInt(open.size()));
    if (random.nextBoolean() && open.size() < 8) {
      table.split(shard);
    } else {
      table.rotate(shard);
    }
  }

  /// Creates more shards than one response of DescribeStream holds on AWS.
  void manyShards() {
    while (table.everyShard().size() < MANY_SHARDS) {
      var open = table.openShards();
      table.split(open.get(random.nextInt(open.size())));
    }
  }

  /// Drops all records, as if they were a day old.
  void dropAll() {
    age(table.latest());
  }

  private void age(long through) {
    if (!database.isDown()) {
      table.age(through, covered());
    }
  }

  /// Returns the highest number up to which every record is covered by a checkpoint.
  private long appliedThrough() {
    if (database.isDown()) {
      return 0;
    }
    var covered = covered();
    return table.everyShard().stream()
        .flatMap(shard -> shard.records().stream())
        .filter(record -> !covered.test(record))
        .mapToLong(record -> record.number() - 1)
        .min()
        .orElse(table.latest());
  }

  private Predicate<ScriptedRecord> covered() {
    var positions = new HashMap<String, Long>();
    for (var row :
        database.rows(
            "select shard_id, coalesce(sequence_number, '40'), finished from stream_checkpoint")) {
      var position = row.get(2).equals("t") ? Long.MAX_VALUE : ScriptedRecord.number(row.get(1));
      positions.put(row.getFirst(), position);
    }
    return record -> positions.getOrDefault(record.shardId(), 0L) >= record.number();
  }
}
