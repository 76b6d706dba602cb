package farestream.worker;

import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What the stream does by itself, from the seed: its shards rotate and split, its records come
/// late, twice, in another order, or are dropped. Each says what it did.
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

  /// @param mayLose whether also what no reader has applied
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
        yield "old records come after new ones";
      }
      case 6 -> switchOn();
      case 7 -> {
        var through = appliedThrough();
        age(through);
        yield "dropped through " + through + ", all of it applied";
      }
      case 8 -> {
        streams.omit(1 + random.nextInt(3));
        yield "listings leave out a shard";
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
    if (!isSeen()) {
      return "the stream stays on";
    }
    table.switchOn();
    return "the stream is switched off and on";
  }

  /// Of one that comes and goes while nobody looks no reader could find a trace.
  private boolean isSeen() {
    streams.omit(0);
    var _ = streams.described();
    readers.clockJumps(LOOK_NANOS);
    return !readers.round().failed() && streams.described().contains(table.streams().getLast());
  }

  /// A stream of which a reader was told, and from which it had read nothing when its process died
  /// and all was dropped.
  private String comesAndGoes() {
    if (!isSeen()) {
      return "no other stream comes";
    }
    table.switchOn();
    streams.delay(Integer.MAX_VALUE);
    var seen = isSeen();
    var written = write.get();
    if (seen) {
      readers.killActive();
      table.switchOn();
      dropAll();
    }
    streams.delay(0);
    return (seen ? "a stream comes and goes; " : "a stream comes; ") + written;
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

  /// More than one answer of DescribeStream holds at AWS.
  void manyShards() {
    while (table.everyShard().size() < MANY_SHARDS) {
      var open = table.openShards();
      table.split(open.get(random.nextInt(open.size())));
    }
  }

  /// All that is there is a day old.
  void dropAll() {
    age(table.latest());
  }

  private void age(long through) {
    if (!database.isDown()) {
      table.age(through, covered());
    }
  }

  /// The highest number through which every record is covered.
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
    var places = new HashMap<String, Long>();
    for (var row :
        database.rows(
            "select shard_id, coalesce(sequence_number, '40'), finished from stream_checkpoint")) {
      var place = row.get(2).equals("t") ? Long.MAX_VALUE : ScriptedRecord.number(row.get(1));
      places.put(row.getFirst(), place);
    }
    return record -> places.getOrDefault(record.shardId(), 0L) >= record.number();
  }
}
