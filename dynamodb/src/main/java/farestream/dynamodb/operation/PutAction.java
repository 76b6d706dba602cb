package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.Condition;
import farestream.dynamodb.table.KeyValidation;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemSize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Creates an item or replaces the item with the same key.
record PutAction(
    String tableName,
    Map<String, AttributeValue> item,
    @Nullable Condition condition,
    boolean returnsItemOnFailure)
    implements WriteAction {

  PutAction {
    if (ItemSize.of(item) > ItemSize.MAX_ITEM_BYTES) {
      throw ServiceException.validation("Item size has exceeded the maximum allowed size");
    }
  }

  @Override
  public Map<String, AttributeValue> key(Table table) {
    KeyValidation.requireItem(table, item);
    return table.key().of(item);
  }

  @Override
  public Map<String, AttributeValue> after(
      Table table, Map<String, AttributeValue> key, @Nullable Map<String, AttributeValue> before) {
    return item;
  }
}
