package farestream.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The gaps on record, held against what the scripted stream has dropped.
final class GapOracle {
  private final ScriptedTable table;

  /// By shard, the number after which something was dropped.
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
        violations.add("a gap where nothing was dropped: " + shard);
      }
      // Also of a record that would have changed nothing: nobody can know.
      shard.records().stream()
          .filter(record -> record.mayBeLost() && !record.wasDelivered() && !tellOf(record))
          .findFirst()
          .ifPresent(_ -> violations.add("dropped unread, and no gap on record: " + shard));
    }
    return violations;
  }

  /// Of a shard that is gone, a gap of another of its line that is gone tells as well: what lies
  /// between isn't known to anyone.
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
