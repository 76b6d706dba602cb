package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.Condition;
import farestream.dynamodb.expression.Update;
import farestream.dynamodb.table.KeyValidation;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemSize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Updates an item, or creates it from its key.
///
/// @param update the changes; null to leave the item unchanged, or to create it with only its key
record UpdateAction(
    String tableName,
    Map<String, AttributeValue> key,
    @Nullable Update update,
    @Nullable Condition condition,
    boolean returnsItemOnFailure)
    implements WriteAction {

  @Override
  public Map<String, AttributeValue> key(Table table) {
    KeyValidation.requireKey(table.key(), key);
    for (var attribute : table.key().attributes()) {
      if (update != null && update.attributes().contains(attribute.name())) {
        throw ServiceException.invalidParameter(
            "Cannot update attribute %s. This attribute".formatted(attribute.name())
                + " is part of the key");
      }
    }
    if (update != null) {
      KeyValidation.requireIndexKeys(table, update.literals());
    }
    KeyPaths.check(table, update);
    return key;
  }

  @Override
  public Map<String, AttributeValue> after(
      Table table,
      Map<String, AttributeValue> itsKey,
      @Nullable Map<String, AttributeValue> before) {
    var item = before == null ? itsKey : before;
    var after = update == null ? item : update.apply(item);
    if (ItemSize.of(after) > ItemSize.MAX_ITEM_BYTES) {
      throw ServiceException.validation(
          "Item size to update has exceeded the maximum allowed size");
    }
    KeyValidation.requireIndexKeys(table, after);
    return after;
  }
}
