package farestream.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/// A shard of the scripted stream: open or closed, possibly trimmed, or gone.
final class ScriptedShard {
  private final String streamArn;
  private final String id;
  private final Optional<ScriptedShard> parent;
  private final long start;
  private final List<ScriptedShard> children = new ArrayList<>();
  private final List<ScriptedRecord> records = new ArrayList<>();
  private boolean closed;
  private boolean gone;
  private int trimmed;

  /// @param start a sequence number lower than that of any of its records
  ScriptedShard(String streamArn, String id, Optional<ScriptedShard> parent, long start) {
    this.streamArn = streamArn;
    this.id = id;
    this.parent = parent;
    this.start = start;
    parent.ifPresent(previous -> previous.children.add(this));
  }

  String streamArn() {
    return streamArn;
  }

  String id() {
    return id;
  }

  Optional<ScriptedShard> parent() {
    return parent;
  }

  List<ScriptedShard> children() {
    return children;
  }

  List<ScriptedRecord> records() {
    return records;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isGone() {
    return gone;
  }

  void close() {
    closed = true;
  }

  /// Returns the number of its first records that the stream has dropped.
  int trimmed() {
    return trimmed;
  }

  long trimmedThrough() {
    return trimmed == 0 ? Long.MIN_VALUE : records.get(trimmed - 1).number();
  }

  /// @param through the sequence number of the last record to drop
  /// @param covered whether a checkpoint covers a record
  void trim(long through, Predicate<ScriptedRecord> covered) {
    while (trimmed < records.size() && records.get(trimmed).number() <= through) {
      var record = records.get(trimmed++);
      record.dropped(covered.test(record));
    }
  }

  /// Returns whether the shard is closed, its parents are gone, and it has no younger record.
  boolean isAllTrimmed(long through) {
    return closed
        && start <= through
        && trimmed == records.size()
        && parent.map(ScriptedShard::isGone).orElse(true);
  }

  /// Removes the shard, as happens a day after it was closed.
  void vanish() {
    gone = true;
  }

  /// Returns the index at which reading after that number starts, counting dropped records.
  int indexAfter(long number) {
    var index = 0;
    while (index < records.size() && records.get(index).number() <= number) {
      index++;
    }
    return index;
  }

  long start() {
    return start;
  }

  Shard description() {
    var range =
        SequenceNumberRange.builder().startingSequenceNumber(ScriptedRecord.sequence(start));
    if (closed) {
      var last = records.isEmpty() ? start : records.getLast().number();
      range.endingSequenceNumber(ScriptedRecord.sequence(last));
    }
    return Shard.builder()
        .shardId(id)
        .parentShardId(parent.map(ScriptedShard::id).orElse(null))
        .sequenceNumberRange(range.build())
        .build();
  }

  @Override
  public String toString() {
    return "%s%s%s with %d records, %d of them dropped"
        .formatted(
            id,
            parent.map(previous -> " after " + previous.id).orElse(""),
            gone ? ", gone," : closed ? ", closed," : "",
            records.size(),
            trimmed);
  }
}
