package farestream.dynamodb.store;

/// The store while it is written: reads see what was written before.
public interface Writer extends Reader {

  void put(int keyspace, byte[] key, byte[] value);

  void delete(int keyspace, byte[] key);

  void delete(KeyRange range);

  /// Changes what [Reader#size] returns. The changes of transactions that are committed together
  /// are stored together, just before their commit.
  void resize(int keyspace, long entries, long bytes);

  /// Forgets the size of a keyspace that was removed.
  void forgetSize(int keyspace);
}
