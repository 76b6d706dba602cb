package farestream.dynamodb.operation;

import farestream.dynamodb.expression.Condition;
import farestream.dynamodb.table.KeyValidation;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Deletes an item, or only checks its condition (the `ConditionCheck` of a transaction).
///
/// @param deletes false for a condition check
record KeyAction(
    String tableName,
    Map<String, AttributeValue> key,
    @Nullable Condition condition,
    boolean returnsItemOnFailure,
    boolean deletes)
    implements WriteAction {

  @Override
  public Map<String, AttributeValue> key(Table table) {
    KeyValidation.requireKey(table.key(), key);
    return key;
  }

  @Override
  public @Nullable Map<String, AttributeValue> after(
      Table table,
      Map<String, AttributeValue> itsKey,
      @Nullable Map<String, AttributeValue> before) {
    return deletes ? null : before;
  }
}
