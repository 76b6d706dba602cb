package farestream.dynamodb.table;

import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Writer;
import java.nio.ByteBuffer;
import java.util.ArrayList;

/// The keyspaces of deleted tables and indexes whose entries haven't been removed yet.
public final class DroppedKeyspaces {
  private DroppedKeyspaces() {}

  /// Marks a keyspace for removal. It must no longer be read.
  public static void add(Writer writer, int keyspace) {
    writer.put(Keyspaces.DROPPED, key(keyspace), new byte[0]);
  }

  /// Removes one page of entries of a dropped keyspace.
  ///
  /// @return whether there was a dropped keyspace
  static boolean removePage(Writer writer) {
    var dropped = new ArrayList<Integer>();
    writer.scan(
        KeyRange.all(Keyspaces.DROPPED),
        (key, _) -> {
          dropped.add(ByteBuffer.wrap(key).getInt());
          return false;
        });
    if (dropped.isEmpty()) {
      return false;
    }
    removePage(writer, dropped.getFirst());
    return true;
  }

  private static void removePage(Writer writer, int keyspace) {
    var last = EntryPage.visit(writer, KeyRange.all(keyspace), (_, _) -> true);
    if (last != null) {
      writer.delete(new KeyRange(keyspace, new byte[0], KeyRange.after(last), false));
      return;
    }
    writer.delete(KeyRange.all(keyspace));
    writer.forgetSize(keyspace);
    writer.delete(Keyspaces.DROPPED, key(keyspace));
  }

  private static byte[] key(int keyspace) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(keyspace).array();
  }
}
