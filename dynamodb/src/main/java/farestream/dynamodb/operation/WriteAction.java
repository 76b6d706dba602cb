package farestream.dynamodb.operation;

import farestream.dynamodb.expression.Condition;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request wants with one item: put, update or delete it, or only check it. It stands by
/// itself or is one of a transaction's.
interface WriteAction {

  String tableName();

  /// The item's key, checked against the table's.
  Map<String, AttributeValue> key(Table table);

  /// What the item, or its absence, must meet; null for nothing.
  @Nullable Condition condition();

  /// Whether a condition that fails returns the item.
  boolean returnsItemOnFailure();

  /// The item as it should become; null to remove it. It may be the same object.
  ///
  /// @param before null if there is none
  @Nullable Map<String, AttributeValue> after(
      Table table, Map<String, AttributeValue> key, @Nullable Map<String, AttributeValue> before);
}
