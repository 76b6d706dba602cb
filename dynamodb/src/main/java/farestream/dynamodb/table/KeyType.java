package farestream.dynamodb.table;

/// The types that a key attribute may have.
public enum KeyType {
  S,
  N,
  B
}
