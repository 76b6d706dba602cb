package farestream.dynamodb.table;

import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Reader;
import org.jspecify.annotations.Nullable;

/// The first entries of a range, as many as one write may handle while others wait.
final class EntryPage {
  private static final int MOST_ENTRIES = 1_000;
  private static final long MOST_BYTES = 1024 * 1024;

  private int entries;
  private long bytes;
  private byte @Nullable [] last;

  private EntryPage() {}

  /// @param visitor is given each entry; what it returns is ignored
  /// @return the last key that was visited; null if the range ends with this page
  static byte @Nullable [] visit(Reader reader, KeyRange range, Reader.Visitor visitor) {
    var page = new EntryPage();
    reader.scan(
        range,
        (key, value) -> {
          visitor.visit(key, value);
          return page.add(key, value);
        });
    return page.isFull() ? page.last : null;
  }

  private boolean add(byte[] key, byte[] value) {
    entries++;
    bytes += key.length + value.length;
    last = key;
    return !isFull();
  }

  private boolean isFull() {
    return entries >= MOST_ENTRIES || bytes >= MOST_BYTES;
  }
}
