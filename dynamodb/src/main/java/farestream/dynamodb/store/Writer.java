package farestream.dynamodb.store;

/// The store while it is written: reads see what was written before.
public interface Writer extends Reader {

  void put(int space, byte[] key, byte[] value);

  void delete(int space, byte[] key);

  void delete(KeyRange range);

  /// Changes what [Reader#size] tells. The changes of works that are committed together are stored
  /// together, just before their commit.
  void resize(int space, long entries, long bytes);

  /// Forgets the size of a space that is no more.
  void forgetSize(int space);
}
