package farestream.dynamodb.durability;

import java.util.List;
import java.util.Map;

/// A request that writes, and the records that it must leave in the stream if it is carried out.
///
/// @param records one for each item, by [#put] or [#removed]
record Change(String operation, Map<String, ?> request, List<String> records) {
  boolean isTransaction() {
    return operation.equals("TransactWriteItems");
  }

  /// @param version another for each write of any item
  static String put(String id, String version) {
    return id + " becomes " + version;
  }

  static String removed(String id, String lastVersion) {
    return id + " ends with " + lastVersion;
  }
}
