package farestream.dynamodb.table;

import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Writer;
import java.nio.ByteBuffer;
import java.util.ArrayList;

/// The spaces of deleted tables and indexes whose entries are still there.
public final class DroppedSpaces {
  private DroppedSpaces() {}

  /// Gives up a space that nobody reads any longer.
  public static void add(Writer writer, int space) {
    writer.put(Spaces.DROPPED, key(space), new byte[0]);
  }

  /// Removes a page of entries of a dropped space.
  ///
  /// @return whether there was a dropped space
  static boolean removeSome(Writer writer) {
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
    var last = EntryPage.visit(writer, KeyRange.all(space), (_, _) -> true);
    if (last != null) {
      writer.delete(new KeyRange(space, new byte[0], KeyRange.after(last), false));
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
