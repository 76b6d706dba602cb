package farestream.dynamodb.table;

import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Writer;
import java.nio.ByteBuffer;
import java.util.ArrayList;

/// The spaces of deleted tables and indexes. Their entries are removed in many small writes, so
/// that other writes needn't wait for a large table. What the end of the process leaves undone is
/// done with the next deletion.
public final class DroppedSpaces {
  private static final int ENTRIES_AT_ONCE = 1_000;

  private DroppedSpaces() {}

  /// Gives up a space that nobody reads any longer.
  public static void add(Writer writer, int space) {
    writer.put(Spaces.DROPPED, key(space), new byte[0]);
  }

  /// Removes some entries of a dropped space.
  ///
  /// @return whether there may be more
  public static boolean removeSome(Writer writer) {
    var dropped = new ArrayList<Integer>();
    writer.scan(
        KeyRange.all(Spaces.DROPPED),
        (key, _) -> {
          dropped.add(ByteBuffer.wrap(key).getInt());
          return false;
        });
    if (dropped.isEmpty()) {
      return false;
    }
    removeSome(writer, dropped.getFirst());
    return true;
  }

  private static void removeSome(Writer writer, int space) {
    var keys = new ArrayList<byte[]>();
    writer.scan(
        KeyRange.all(space),
        (key, _) -> {
          keys.add(key);
          return keys.size() < ENTRIES_AT_ONCE;
        });
    if (keys.size() == ENTRIES_AT_ONCE) {
      var end = KeyRange.after(keys.getLast());
      writer.delete(new KeyRange(space, keys.getFirst(), end, false));
      return;
    }
    writer.delete(KeyRange.all(space));
    writer.forgetSize(space);
    writer.delete(Spaces.DROPPED, key(space));
  }

  private static byte[] key(int space) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(space).array();
  }
}
