package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.Binary;
import farestream.dynamodb.value.ItemJson;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A validated write of one item. Nothing is written before [#apply], so that a refused request
/// leaves the store unchanged.
///
/// @param key the key of the item in the store
/// @param before the stored item; null if there is none
/// @param after the new item; null to delete the stored one
record ItemWrite(
    Table table,
    Binary key,
    @Nullable Map<String, AttributeValue> before,
    @Nullable Map<String, AttributeValue> after) {

  /// Evaluates the condition of an action and computes the new item.
  ///
  /// @throws ServiceException ConditionalCheckFailedException if the condition isn't met,
  ///     ValidationException if the key or the new item is invalid
  static ItemWrite decide(Database database, Writer writer, WriteAction action) {
    var table = database.tables().require(writer, action.tableName());
    var key = action.key(table);
    var storeKey = table.key().bytes(key);
    var before = database.items().get(writer, table, storeKey);
    var condition = action.condition();
    if (condition != null && !condition.isMetBy(before == null ? Map.of() : before)) {
      throw conditionFailed(action.returnsItemOnFailure() ? before : null);
    }
    return new ItemWrite(table, new Binary(storeKey), before, action.after(table, key, before));
  }

  private static ServiceException conditionFailed(@Nullable Map<String, AttributeValue> item) {
    return ServiceException.of(
        "ConditionalCheckFailedException",
        "The conditional request failed",
        item == null ? Map.of() : Map.of("Item", ItemJson.writable(item)));
  }

  void apply(Database database, Writer writer) {
    if (!Objects.equals(before, after)) {
      database.change(writer, table, key.bytes(), before, after);
    }
  }
}
