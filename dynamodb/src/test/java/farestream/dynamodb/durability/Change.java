package farestream.dynamodb.durability;

import java.util.List;
import java.util.Map;

/// A write request and the stream records that it must result in if it is executed.
///
/// @param records one record for each item, from [#put] or [#removed]
record Change(String operation, Map<String, ?> request, List<String> records) {
  boolean isTransaction() {
    return operation.equals("TransactWriteItems");
  }

  /// @param version a value that is unique to this write
  static String put(String id, String version) {
    return id + " becomes " + version;
  }

  static String removed(String id, String lastVersion) {
    return id + " ends with " + lastVersion;
  }
}
