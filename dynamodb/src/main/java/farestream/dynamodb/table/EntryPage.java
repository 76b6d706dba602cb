package farestream.dynamodb.table;

import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Reader;
import org.jspecify.annotations.Nullable;

/// Visits the first entries of a range, limited to a page that is small enough for one write
/// transaction, because other writes wait for it.
final class EntryPage {
  private static final int MAX_ENTRIES = 1_000;
  private static final long MAX_BYTES = 1024 * 1024;

  private int entries;
  private long bytes;
  private byte @Nullable [] last;

  private EntryPage() {}

  /// Visits one page.
  ///
  /// @param visitor receives each entry; its result is ignored
  /// @return the last visited key; null if the page reached the end of the range
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
    return entries >= MAX_ENTRIES || bytes >= MAX_BYTES;
  }
}
