package farestream.dynamodb.stream;

import static farestream.dynamodb.stream.StreamDatabase.sequence;
import static farestream.dynamodb.stream.StreamDatabase.text;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a stream as AWS's documentation requires: each shard page by page, children after
/// parents.
final class LineageReader {
  private final StreamDatabase test;
  private final Map<String, String> iterators = new HashMap<>();
  private final Map<String, String> checkpoints = new HashMap<>();
  private final Set<String> finished = new HashSet<>();
  private final List<String> records = new ArrayList<>();

  LineageReader(StreamDatabase test) {
    this.test = test;
  }

  /// Reads a page of each shard whose parent was read to its end.
  ///
  /// @return whether a record was read or a shard finished
  boolean read(int limit) {
    var before = records.size() + finished.size();
    for (var shard : test.shards()) {
      var id = text(shard, "ShardId");
      var parent = shard.text("ParentShardId");
      var isReady = parent == null || finished.contains(parent);
      if (isReady && !finished.contains(id)) {
        read(id, limit);
      }
    }
    return records.size() + finished.size() > before;
  }

  private void read(String shard, int limit) {
    var page = page(shard, limit);
    for (var record : page.objects("Records")) {
      records.add(StreamDatabase.summary(record));
      checkpoints.put(shard, sequence(record));
    }
    advance(shard, page);
  }

  private JsonObject page(String shard, int limit) {
    try {
      return test.page(iterators.computeIfAbsent(shard, this::iterator), limit);
    } catch (ServiceException refusal) {
      if (!refusal.simpleType().equals("ExpiredIteratorException")) {
        throw refusal;
      }
      return test.page(iterator(shard), limit);
    }
  }

  private void advance(String shard, JsonObject page) {
    var next = page.text("NextShardIterator");
    if (next == null) {
      finished.add(shard);
      iterators.remove(shard);
    } else {
      iterators.put(shard, next);
    }
  }

  private String iterator(String shard) {
    var checkpoint = checkpoints.get(shard);
    return checkpoint == null
        ? test.iterator(shard, "TRIM_HORIZON")
        : test.iterator(shard, "AFTER_SEQUENCE_NUMBER", checkpoint);
  }

  /// Discards the iterators and continues from the checkpoints.
  void restart() {
    iterators.clear();
  }

  /// Returns the records in the order in which they were read.
  List<String> records() {
    return records;
  }

  /// Returns the records of one item.
  List<String> records(String item) {
    return records.stream().filter(record -> record.split(" ", -1)[1].equals(item)).toList();
  }
}
