package farestream.dynamodb.stream;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Keyspaces;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemCodec;
import farestream.dynamodb.value.KeyBytes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Manages all streams: enables and disables them, and appends the record of each change in the
/// transaction of the change. Thread-safe; only the store's writer thread calls the methods that
/// take a [Writer].
public final class Streams {
  /// The time for which a record can be read.
  static final Duration RETENTION = Duration.ofHours(24);

  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final StreamDefinitions definitions = new StreamDefinitions();
  private final StreamRecords records;
  private final SequenceNumbers sequences;
  private final ShardRecords shardReader;

  /// @param reader a snapshot, from which the latest sequence number is read
  public Streams(Reader reader, ItemCodec codec, InstantSource clock) {
    var format = new RecordFormat(codec);
    this.clock = clock;
    this.records = new StreamRecords(format);
    this.sequences = new SequenceNumbers(clock, latestSequence(reader));
    this.shardReader = new ShardRecords(this, format, clock);
  }

  private long latestSequence(Reader reader) {
    var latest = 0L;
    for (var stream : definitions.list(reader, null, null)) {
      for (var shard : stream.shards()) {
        var end = shard.end() == null ? 0 : shard.end();
        latest = Math.max(latest, Math.max(shard.start(), Math.max(end, shard.trimmed())));
        latest = Math.max(latest, records.last(reader, stream, shard, Long.MAX_VALUE));
      }
    }
    return latest;
  }

  StreamDefinitions definitions() {
    return definitions;
  }

  StreamRecords records() {
    return records;
  }

  SequenceNumbers sequences() {
    return sequences;
  }

  public ShardRecords shardReader() {
    return shardReader;
  }

  /// Returns the trim horizon: records up to this sequence number are older than [#RETENTION].
  long horizon() {
    return SequenceNumbers.at(clock.instant().minus(RETENTION));
  }

  /// Returns a stream as visible to clients, without shards whose records are older than
  /// [#RETENTION]; null if nothing is visible.
  public @Nullable Stream find(Reader reader, String table, String label) {
    var stream = definitions.find(reader, table, label);
    var visible = stream == null ? null : stream.visible(horizon());
    return visible == null || visible.isOver() ? null : visible;
  }

  /// Returns a stream as visible to clients.
  ///
  /// @throws ServiceException ResourceNotFoundException if the stream doesn't exist,
  ///     ValidationException if the text isn't an ARN of a stream
  public Stream require(Reader reader, String arn) {
    var parsed = StreamArn.parse(arn);
    var stream = find(reader, parsed.table(), parsed.label());
    if (stream == null) {
      throw ServiceException.of(
          "ResourceNotFoundException",
          "Requested resource not found: Stream: %s not found".formatted(arn));
    }
    return stream;
  }

  /// Returns streams as visible to clients, ordered by table and, within a table, by creation.
  ///
  /// @param table the table of the streams; null for all tables
  /// @param after the stream after which the list starts; null to start with the first
  public List<Stream> list(Reader reader, @Nullable String table, @Nullable StreamArn after) {
    var horizon = horizon();
    return definitions.list(reader, table, after).stream()
        .map(stream -> stream.visible(horizon))
        .filter(stream -> !stream.isOver())
        .toList();
  }

  /// Returns the latest stream of a table, enabled or disabled; null if it never had one or all of
  /// it was trimmed.
  public @Nullable Stream latest(Reader reader, Table table) {
    return table.stream() == null ? null : find(reader, table.name(), table.stream());
  }

  /// Creates a stream with one shard for a table.
  ///
  /// @return the label of the stream
  public String enable(Writer writer, Table table, Stream.ViewType view) {
    var created = clock.instant();
    while (definitions.find(writer, table.name(), LABEL.format(created)) != null) {
      created = created.plusMillis(1);
    }
    var label = LABEL.format(created);
    var keyspace = Keyspaces.allocate(writer);
    var empty =
        new Stream(table.name(), label, view, table.key(), created, null, List.of(), 0, keyspace);
    definitions.put(writer, withShard(empty, null, 0, KeyBytes.HASHES));
    return label;
  }

  /// Disables an enabled stream and closes its shards. Its records stay until they are trimmed.
  public void disable(Writer writer, Stream stream) {
    var stored = definitions.find(writer, stream.table(), stream.label());
    if (stored != null && stored.isEnabled()) {
      var closed = stored.shards().stream().map(this::closed).toList();
      definitions.put(writer, stored.disabledAt(clock.instant(), closed));
    }
  }

  Shard closed(Shard shard) {
    return shard.isOpen() ? shard.closed(sequences.next()) : shard;
  }

  Stream withShard(Stream stream, @Nullable String parent, long fromHash, long toHash) {
    var start = sequences.next();
    var number = stream.nextShard();
    var id = String.format(Locale.ROOT, "shardId-%020d-%08x", start, number);
    var shards = new ArrayList<>(stream.shards());
    shards.add(new Shard(id, number, parent, fromHash, toHash, start, null, clock.millis(), 0));
    return stream.with(shards, number + 1);
  }

  /// Appends the record of a change if the table's stream is enabled and the item has changed.
  ///
  /// @param itemKey the key of the item in the store
  /// @param before the item before the change; null if it didn't exist
  /// @param after the item after the change; null if it was deleted
  public void append(
      Writer writer,
      Table table,
      byte[] itemKey,
      @Nullable Map<String, AttributeValue> before,
      @Nullable Map<String, AttributeValue> after) {
    if (table.stream() == null || Objects.equals(before, after)) {
      return;
    }
    var stream = definitions.find(writer, table.name(), table.stream());
    if (stream == null || !stream.isEnabled()) {
      return;
    }
    var present = Objects.requireNonNull(after == null ? before : after);
    var record =
        new StreamRecord(
            sequences.next(),
            clock.instant().getEpochSecond(),
            kind(before, after),
            table.key().of(present),
            stream.view().hasOld() ? before : null,
            stream.view().hasNew() ? after : null);
    records.append(writer, stream, stream.shardOf(KeyBytes.hash(itemKey)), record);
  }

  private static StreamRecord.Kind kind(@Nullable Object before, @Nullable Object after) {
    if (before == null) {
      return StreamRecord.Kind.INSERT;
    }
    return after == null ? StreamRecord.Kind.REMOVE : StreamRecord.Kind.MODIFY;
  }
}
