package farestream.dynamodb.value;

/// Numbers for attribute names, so that an item on disk doesn't repeat them. A number once given
/// means the same name for ever.
public interface AttributeNames {
  /// What [#number] gives for a name that has no number and gets none.
  int NONE = 0;

  /// @return 1 and above, or [#NONE]
  int number(String name);

  String name(int number);
}
