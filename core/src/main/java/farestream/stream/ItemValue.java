package farestream.stream;

/// The value of an attribute, independent of the SDK's types.
public sealed interface ItemValue {

  /// DynamoDB's `S`.
  record Text(String text) implements ItemValue {}

  /// DynamoDB's `N`, with its digits unchanged.
  record Numeric(String digits) implements ItemValue {}

  /// A value of any other type, kept as DynamoDB JSON. No attribute of a trip has one.
  ///
  /// @param json such as `{"BOOL":true}`
  record Other(String json) implements ItemValue {}

  /// Returns whether the value is DynamoDB's `NULL`.
  default boolean isNull() {
    return this instanceof Other(var json) && json.replaceAll("\\s", "").equals("{\"NULL\":true}");
  }
}
