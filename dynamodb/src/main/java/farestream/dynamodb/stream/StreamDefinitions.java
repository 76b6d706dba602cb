package farestream.dynamodb.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Keyspaces;
import farestream.dynamodb.table.ParsedCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The definitions of all streams and their shards in the store. Like those of tables, every
/// request reads them from the snapshot that it runs on; a cache avoids parsing them again.
/// Thread-safe.
final class StreamDefinitions {
  private final ParsedCache<Stream> parsed = new ParsedCache<>(StreamJson::read);

  @Nullable Stream find(Reader reader, String table, String label) {
    var key = key(table, label);
    return parsed.get(key, reader.get(Keyspaces.STREAMS, key.getBytes(UTF_8)));
  }

  /// Returns streams, ordered by table and, within a table, by creation.
  ///
  /// @param table the table of the streams; null for all tables
  /// @param after the stream after which the list starts; null to start with the first
  List<Stream> list(Reader reader, @Nullable String table, @Nullable StreamArn after) {
    var range =
        table == null
            ? KeyRange.all(Keyspaces.STREAMS)
            : KeyRange.prefix(Keyspaces.STREAMS, key(table, "").getBytes(UTF_8), false);
    var first = range.from();
    if (after != null) {
      var beyond = range.beyond(key(after.table(), after.label()).getBytes(UTF_8));
      range = Arrays.compareUnsigned(beyond.from(), first) > 0 ? beyond : range;
    }
    var streams = new ArrayList<Stream>();
    reader.scan(
        range,
        (_, value) -> {
          streams.add(StreamJson.read(value));
          return true;
        });
    return streams;
  }

  void put(Writer writer, Stream stream) {
    writer.put(
        Keyspaces.STREAMS,
        key(stream.table(), stream.label()).getBytes(UTF_8),
        StreamJson.write(stream));
  }

  /// Deletes a stream and all of its records.
  void delete(Writer writer, Stream stream) {
    writer.delete(KeyRange.all(stream.keyspace()));
    writer.delete(Keyspaces.STREAMS, key(stream.table(), stream.label()).getBytes(UTF_8));
  }

  private static String key(String table, String label) {
    return table + "/" + label;
  }
}
