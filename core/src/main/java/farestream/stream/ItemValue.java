package farestream.stream;

/// One attribute of an item, in no vendor's type.
public sealed interface ItemValue {

  /// DynamoDB's `S`.
  record Text(String text) implements ItemValue {}

  /// DynamoDB's `N`, in its own digits.
  record Numeric(String digits) implements ItemValue {}

  /// Any other type. A trip has none, so it is only kept, as DynamoDB's JSON.
  ///
  /// @param json such as `{"BOOL":true}`
  record Other(String json) implements ItemValue {}

  /// DynamoDB's `NULL`.
  default boolean isNull() {
    return this instanceof Other(var json) && json.replaceAll("\\s", "").equals("{\"NULL\":true}");
  }
}
