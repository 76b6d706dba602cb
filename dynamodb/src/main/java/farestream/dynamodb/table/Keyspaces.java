package farestream.dynamodb.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.store.Writer;
import java.nio.ByteBuffer;

/// The keyspaces of the store.
public final class Keyspaces {
  /// The definitions of tables, by name.
  static final int TABLES = 1;

  /// The names of attributes, by number.
  public static final int ATTRIBUTE_NAMES = 2;

  /// The definitions of streams and their shards, by table and label.
  public static final int STREAMS = 3;

  /// The client request tokens of transactions.
  public static final int TRANSACTIONS = 4;

  /// The same tokens, by the time of their transaction.
  public static final int TRANSACTION_TIMES = 7;

  /// The next free keyspace.
  private static final int COUNTER = 5;

  /// The keyspaces of deleted tables and indexes whose entries haven't been removed yet.
  static final int DROPPED = 6;

  private static final int FIRST_FREE = 100;
  private static final byte[] NEXT = "next".getBytes(UTF_8);

  private Keyspaces() {}

  /// Allocates a keyspace. The number of a deleted keyspace is never reused.
  public static int allocate(Writer writer) {
    var stored = writer.get(COUNTER, NEXT);
    var keyspace = stored == null ? FIRST_FREE : ByteBuffer.wrap(stored).getInt();
    writer.put(COUNTER, NEXT, ByteBuffer.allocate(Integer.BYTES).putInt(keyspace + 1).array());
    return keyspace;
  }
}
