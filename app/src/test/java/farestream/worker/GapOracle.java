package farestream.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the recorded gaps with what the scripted stream has dropped.
final class GapOracle {
  private final ScriptedTable table;

  /// The sequence numbers after which something was dropped, by shard.
  private final Map<String, List<Long>> onRecord = new HashMap<>();

  GapOracle(ScriptedTable table, StressDatabase database) {
    this.table = table;
    for (var row :
        database.rows(
            "select shard_id, coalesce(after_sequence_number, '40') from stream_gap"
                + " where healed_at is null")) {
      onRecord
          .computeIfAbsent(row.get(0), _ -> new ArrayList<>())
          .add(ScriptedRecord.number(row.get(1)));
    }
  }

  List<String> violations() {
    var violations = new ArrayList<String>();
    for (var shard : table.everyShard()) {
      if (onRecord.containsKey(shard.id()) && !shard.isGone() && shard.trimmed() == 0) {
        violations.add("a gap is recorded but nothing was dropped: " + shard);
      }
      // This includes records without effect, because a reader can't know what was in them.
      shard.records().stream()
          .filter(record -> record.mayBeLost() && !record.wasDelivered() && !tellOf(record))
          .findFirst()
          .ifPresent(_ -> violations.add("dropped unread, but no gap is recorded: " + shard));
    }
    return violations;
  }

  /// Returns whether a recorded gap explains the loss of a record. If its shard is gone, a gap of
  /// a related shard that is gone suffices, because nobody can know what was in between.
  boolean tellOf(ScriptedRecord record) {
    if (onRecord.getOrDefault(record.shardId(), List.of()).stream()
        .anyMatch(after -> after < record.number())) {
      return true;
    }
    var shard =
        table.everyShard().stream()
            .filter(one -> one.id().equals(record.shardId()))
            .findFirst()
            .orElseThrow();
    return shard.isGone() && (aboveTells(shard.parent()) || belowTells(shard));
  }

  private boolean aboveTells(Optional<ScriptedShard> shard) {
    return shard
        .filter(ScriptedShard::isGone)
        .map(gone -> onRecord.containsKey(gone.id()) || aboveTells(gone.parent()))
        .orElse(false);
  }

  private boolean belowTells(ScriptedShard shard) {
    return shard.children().stream()
        .filter(ScriptedShard::isGone)
        .anyMatch(child -> onRecord.containsKey(child.id()) || belowTells(child));
  }
}
