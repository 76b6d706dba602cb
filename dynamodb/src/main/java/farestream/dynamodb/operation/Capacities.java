package farestream.dynamodb.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The consumed capacity of requests that write to several tables.
final class Capacities {
  private Capacities() {}

  /// Returns one `ConsumedCapacity` for each table, in the order of their first writes.
  ///
  /// @param factor 2 for a transaction, otherwise 1
  static List<Object> ofWrites(List<ItemWrite> writes, int factor, Capacity.Wanted wanted) {
    var byTable = new LinkedHashMap<String, Capacity>();
    for (var write : writes) {
      byTable
          .computeIfAbsent(write.table().name(), _ -> new Capacity(write.table()))
          .write(write, factor);
    }
    return byTable.values().stream().<Object>map(each -> json(each, factor, wanted)).toList();
  }

  private static Map<String, Object> json(Capacity capacity, int factor, Capacity.Wanted wanted) {
    var json = capacity.json(wanted);
    if (factor > 1) {
      json.put("WriteCapacityUnits", capacity.units());
    }
    return json;
  }
}
