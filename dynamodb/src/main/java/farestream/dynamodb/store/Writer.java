package farestream.dynamodb.store;

/// Reads and writes the store in a write transaction. Reads see the transaction's own writes.
public interface Writer extends Reader {

  void put(int keyspace, byte[] key, byte[] value);

  void delete(int keyspace, byte[] key);

  void delete(KeyRange range);

  /// Adds to the size that [Reader#size] returns. The changes of all transactions of a group
  /// commit are summed and stored once, just before the commit.
  ///
  /// @param entries the change of the number of entries
  /// @param bytes the change of the number of bytes
  void resize(int keyspace, long entries, long bytes);

  /// Deletes the size of a keyspace that was removed.
  void forgetSize(int keyspace);
}
