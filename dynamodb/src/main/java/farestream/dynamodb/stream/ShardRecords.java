package farestream.dynamodb.stream;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonBytes;
import farestream.dynamodb.store.Reader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Issues shard iterators and reads records with them, each in one snapshot. Because
/// [SequenceNumbers] are committed in order, records that a snapshot doesn't contain come after
/// all those that it contains: no record ever appears between two others later. Thread-safe.
public final class ShardRecords {
  public static final int MAX_RECORDS = 1_000;
  private static final int MAX_BYTES = 1_000_000;
  private static final int JSON_CAPACITY = 64 * 1024;
  private static final Duration ITERATOR_LIFETIME = Duration.ofMinutes(15);

  private final Streams streams;
  private final RecordFormat format;
  private final InstantSource clock;
  private final AtomicInteger generation = new AtomicInteger();

  ShardRecords(Streams streams, RecordFormat format, InstantSource clock) {
    this.streams = streams;
    this.format = format;
    this.clock = clock;
  }

  /// The protocol's `ShardIteratorType`: the position where an iterator starts.
  public enum Start {
    TRIM_HORIZON,
    LATEST,
    AT_SEQUENCE_NUMBER,
    AFTER_SEQUENCE_NUMBER
  }

  /// Issues an iterator.
  ///
  /// @param arn the ARN of the stream
  /// @param sequence the sequence number for `AT_` and `AFTER_SEQUENCE_NUMBER`; null for the
  ///     others
  /// @throws ServiceException (ResourceNotFoundException, TrimmedDataAccessException,
  ///     ValidationException)
  public ShardIterator iterator(
      Reader reader, String arn, String shardId, Start start, @Nullable String sequence) {
    var stream = streams.require(reader, arn);
    var shard = stream.shard(shardId);
    if (shard == null) {
      throw shardNotFound();
    }
    var after =
        switch (start) {
          case TRIM_HORIZON -> Math.max(shard.start(), lastTrimmed(reader, stream, shard));
          case LATEST -> latest(reader, stream, shard);
          case AT_SEQUENCE_NUMBER -> requested(reader, stream, shard, sequence) - 1;
          case AFTER_SEQUENCE_NUMBER -> requested(reader, stream, shard, sequence);
        };
    return new ShardIterator(arn, shard.number(), after, clock.millis(), generation.get());
  }

  /// Returns the sequence number of the latest record that is trimmed or older than the retention
  /// period; 0 if there is none.
  private long lastTrimmed(Reader reader, Stream stream, Shard shard) {
    var horizon = streams.horizon();
    return Math.max(shard.trimmed(), streams.records().last(reader, stream, shard, horizon));
  }

  // Records that aren't in the snapshot are committed after this request, so they follow LATEST.
  private long latest(Reader reader, Stream stream, Shard shard) {
    var last = streams.records().last(reader, stream, shard, Long.MAX_VALUE);
    return Math.max(last, Math.max(shard.start(), shard.trimmed()));
  }

  private long requested(Reader reader, Stream stream, Shard shard, @Nullable String text) {
    var sequence = SequenceNumbers.parse(Objects.requireNonNull(text));
    var end = shard.end() == null ? streams.sequences().latest() : shard.end();
    if (sequence < shard.start() || sequence > end) {
      throw ServiceException.validation(
          "Invalid SequenceNumber: %s is not of the shard %s".formatted(text, shard.id()));
    }
    if (sequence <= lastTrimmed(reader, stream, shard)) {
      throw trimmedDataAccess();
    }
    return sequence;
  }

  /// Reads the page that starts at an iterator.
  ///
  /// @param limit the maximum number of records
  /// @param region the region in the records
  /// @throws ServiceException (ResourceNotFoundException, TrimmedDataAccessException,
  ///     ExpiredIteratorException)
  public RecordPage read(Reader reader, ShardIterator iterator, int limit, String region) {
    if (iterator.generation() != generation.get()
        || iterator.issuedMillis() < clock.millis() - ITERATOR_LIFETIME.toMillis()) {
      throw ServiceException.of(
          "ExpiredIteratorException", "The provided iterator exceeds the maximum age allowed.");
    }
    var stream = streams.require(reader, iterator.arn());
    var shard = stream.shard(iterator.shard());
    if (shard == null) {
      throw shardNotFound();
    }
    if (iterator.after() < shard.trimmed()) {
      throw trimmedDataAccess();
    }
    return new Reading(stream, region, iterator.after(), limit).page(reader, shard, iterator);
  }

  /// Expires every iterator that was issued before.
  public void expireIterators() {
    generation.incrementAndGet();
  }

  /// A page while it is read. Not thread-safe.
  private final class Reading {
    private final Stream stream;
    private final String region;
    private final long horizon = streams.horizon();
    private final int limit;
    private final JsonBytes json = new JsonBytes(JSON_CAPACITY);
    private long last;
    private int count;
    private int bytes;
    private boolean isFull;

    Reading(Stream stream, String region, long after, int limit) {
      this.stream = stream;
      this.region = region;
      this.last = after;
      this.limit = limit;
    }

    RecordPage page(Reader reader, Shard shard, ShardIterator iterator) {
      json.raw('[');
      streams.records().scan(reader, stream, shard, last, this::add);
      json.raw(']');
      var isAtEnd = !shard.isOpen() && !isFull;
      var next = isAtEnd ? null : iterator.at(last, clock.millis(), generation.get());
      return new RecordPage(count, json, next);
    }

    private boolean add(long sequence, byte[] encoded) {
      if (sequence <= horizon) {
        throw trimmedDataAccess();
      }
      bytes += RecordFormat.size(encoded);
      isFull = count == limit || (count > 0 && bytes > MAX_BYTES);
      if (isFull) {
        return false;
      }
      if (count > 0) {
        json.raw(',');
      }
      format.write(json, region, stream, sequence, encoded);
      last = sequence;
      count++;
      return true;
    }
  }

  private static ServiceException shardNotFound() {
    return ServiceException.of(
        "ResourceNotFoundException", "Requested resource not found: Shard does not exist");
  }

  private static ServiceException trimmedDataAccess() {
    return ServiceException.of(
        "TrimmedDataAccessException", "The data you are trying to access has been trimmed");
  }
}
