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

/// A write of one item, decided: what the item is and what it will be. Nothing is written before
/// [#apply], so that a refusal leaves no trace.
record ItemWrite(
    Table table,
    Binary place,
    @Nullable Map<String, AttributeValue> before,
    @Nullable Map<String, AttributeValue> after) {

  /// @throws ServiceException (ConditionalCheckFailedException) if the condition isn't met,
  ///     (ValidationException) if the item would not be one
  static ItemWrite decide(Database database, Writer writer, WriteAction action) {
    var table = database.tables().require(writer, action.tableName());
    var key = action.key(table);
    var place = table.key().bytes(key);
    var before = database.items().get(writer, table, place);
    var condition = action.condition();
    if (condition != null && !condition.isMetBy(before == null ? Map.of() : before)) {
      throw conditionFailed(action.returnsItemOnFailure() ? before : null);
    }
    return new ItemWrite(table, new Binary(place), before, action.after(table, key, before));
  }

  private static ServiceException conditionFailed(@Nullable Map<String, AttributeValue> item) {
    return ServiceException.of(
        "ConditionalCheckFailedException",
        "The conditional request failed",
        item == null ? Map.of() : Map.of("Item", ItemJson.writable(item)));
  }

  void apply(Database database, Writer writer) {
    if (!Objects.equals(before, after)) {
      database.change(writer, table, place.bytes(), before, after);
    }
  }
}
