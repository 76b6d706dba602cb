package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.table.Index;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemSize;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The capacity of one table that a request consumes, by DynamoDB's rules: one write unit per KiB,
/// one read unit per 4 KiB, half a read unit for an eventually consistent read, and twice the
/// units for a transaction. Not thread-safe.
final class Capacity {
  private static final double WRITE_UNIT = 1_024;
  private static final double READ_UNIT = 4_096;

  private final Table table;
  private final Map<String, Double> byIndex = new LinkedHashMap<>();
  private double ofTable;

  Capacity(Table table) {
    this.table = table;
  }

  /// The level of detail of the reported capacity.
  enum Wanted {
    NONE,
    TOTAL,
    INDEXES;

    /// Returns the value of `ReturnConsumedCapacity`, which must have been validated.
    static Wanted by(JsonObject request) {
      return Wanted.valueOf(request.text("ReturnConsumedCapacity", "NONE"));
    }
  }

  /// Counts a write.
  ///
  /// @param factor 2 for a transaction, otherwise 1
  void write(ItemWrite write, int factor) {
    ofTable += factor * writeUnits(Math.max(size(write.before()), size(write.after())));
    for (var index : table.indexes()) {
      byIndex.merge(index.name(), factor * indexUnits(index, write), Double::sum);
    }
  }

  private double indexUnits(Index index, ItemWrite write) {
    var before = projected(index, write.before());
    var after = projected(index, write.after());
    if (Objects.equals(before, after)) {
      return 0;
    }
    if (before != null && after != null && index.key().of(before).equals(index.key().of(after))) {
      return writeUnits(Math.max(size(before), size(after)));
    }
    return (before == null ? 0 : writeUnits(size(before)))
        + (after == null ? 0 : writeUnits(size(after)));
  }

  private @Nullable Map<String, AttributeValue> projected(
      Index index, @Nullable Map<String, AttributeValue> item) {
    return item != null && index.key().isIn(item) ? index.project(table.key(), item) : null;
  }

  private static int size(@Nullable Map<String, AttributeValue> item) {
    return item == null ? 0 : ItemSize.of(item);
  }

  private static double writeUnits(int bytes) {
    return Math.max(1, Math.ceil(bytes / WRITE_UNIT));
  }

  /// Counts a read.
  ///
  /// @param index the index that is read; null for the table itself
  /// @param factor 0.5 for an eventually consistent read, 1 for a consistent one, 2 for a
  ///     transaction
  void read(@Nullable Index index, long bytes, double factor) {
    var units = factor * readUnits(bytes);
    if (index == null) {
      ofTable += units;
    } else {
      byIndex.merge(index.name(), units, Double::sum);
    }
  }

  /// Counts the items that a query on a local index fetches from the table. The units of each item
  /// are rounded up separately.
  void fetch(long units, double factor) {
    ofTable += factor * units;
  }

  static long readUnits(long bytes) {
    return (long) Math.max(1, Math.ceil(bytes / READ_UNIT));
  }

  /// Returns the units of the table and its indexes.
  double units() {
    return ofTable + byIndex.values().stream().mapToDouble(each -> each).sum();
  }

  /// Returns the field `ConsumedCapacity` of a response.
  Map<String, Object> json(Wanted wanted) {
    var json = new LinkedHashMap<String, Object>();
    json.put("TableName", table.name());
    json.put("CapacityUnits", units());
    if (wanted == Wanted.INDEXES) {
      json.put("Table", units(ofTable));
      putIndexes(json, "LocalSecondaryIndexes", false);
      putIndexes(json, "GlobalSecondaryIndexes", true);
    }
    return json;
  }

  private void putIndexes(Map<String, Object> json, String field, boolean global) {
    var units = new LinkedHashMap<String, Object>();
    for (var index : table.indexes()) {
      var used = byIndex.getOrDefault(index.name(), 0.0);
      if (index.global() == global && used > 0) {
        units.put(index.name(), units(used));
      }
    }
    if (!units.isEmpty()) {
      json.put(field, units);
    }
  }

  private static Map<String, Object> units(double units) {
    return Map.of("CapacityUnits", units);
  }
}
