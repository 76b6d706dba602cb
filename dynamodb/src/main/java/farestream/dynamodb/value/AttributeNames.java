package farestream.dynamodb.value;

/// Assigns numbers to attribute names, so that items on disk don't repeat the names. The number of
/// a name never changes.
public interface AttributeNames {
  /// The result of [#number] for a name without a number.
  int NONE = 0;

  /// Returns the number of a name.
  ///
  /// @return a number from 1, or [#NONE]
  int number(String name);

  String name(int number);
}
