package farestream.dynamodb.operation;

import farestream.dynamodb.expression.Condition;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A write of one item: a put, an update, a delete or a condition check. It is a request by itself
/// or one action of a batch or transaction.
interface WriteAction {

  String tableName();

  /// Returns the key of the item, validated against the table's key schema.
  Map<String, AttributeValue> key(Table table);

  /// Returns the condition that the item, or its absence, must meet; null if there is none.
  @Nullable Condition condition();

  /// Returns whether the error for a failed condition contains the item.
  boolean returnsItemOnFailure();

  /// Returns the new item, which can be the same object as `before`; null to delete it.
  ///
  /// @param before the stored item; null if there is none
  @Nullable Map<String, AttributeValue> after(
      Table table, Map<String, AttributeValue> key, @Nullable Map<String, AttributeValue> before);
}
