package farestream.worker;

import farestream.trip.TripKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/// A record of the scripted stream, with the effect that it must have on the database.
final class ScriptedRecord {
  /// Later than all drop-offs except those of wrong clocks.
  private static final Instant FIRST = Instant.parse("2026-12-01T00:00:00Z");

  private final String shardId;
  private final long number;
  private final TripKey key;
  private final Meaning meaning;
  private final Record record;
  private boolean delivered;
  private boolean mayBeLost;

  ScriptedRecord(
      String shardId,
      long number,
      TripKey key,
      Meaning meaning,
      Optional<Map<String, AttributeValue>> previous,
      Optional<Map<String, AttributeValue>> current) {
    this.shardId = shardId;
    this.number = number;
    this.key = key;
    this.meaning = meaning;
    var change =
        StreamRecord.builder()
            .sequenceNumber(sequence(number))
            .approximateCreationDateTime(created(number))
            .keys(
                Map.of(
                    "riderid", AttributeValue.fromS(key.riderEmail()),
                    "tripinfo", AttributeValue.fromS(key.tripInfo())));
    previous.ifPresent(change::oldImage);
    current.ifPresent(change::newImage);
    this.record =
        Record.builder().eventName(kind(previous, current)).dynamodb(change.build()).build();
  }

  static Instant created(long number) {
    return FIRST.plusSeconds(number);
  }

  sealed interface Meaning {
    record Good(ExpectedTrip trip) implements Meaning {}

    record Bad(Poison poison) implements Meaning {}

    /// The item was completed and is removed.
    record Removed() implements Meaning {}

    record Nothing() implements Meaning {}
  }

  private static OperationType kind(Optional<?> previous, Optional<?> current) {
    if (current.isEmpty()) {
      return OperationType.REMOVE;
    }
    return previous.isEmpty() ? OperationType.INSERT : OperationType.MODIFY;
  }

  /// Formats a sequence number as AWS does: larger than a long, and ascending.
  static String sequence(long number) {
    return "4%020d".formatted(number);
  }

  static long number(String sequence) {
    return Long.parseLong(sequence.substring(1));
  }

  String shardId() {
    return shardId;
  }

  long number() {
    return number;
  }

  TripKey key() {
    return key;
  }

  Meaning meaning() {
    return meaning;
  }

  Record deliver() {
    delivered = true;
    return record;
  }

  /// Returns whether a reader has received the record, even if that reader died afterwards.
  boolean wasDelivered() {
    return delivered;
  }

  /// Returns whether the stream dropped the record while no checkpoint covered it.
  boolean mayBeLost() {
    return mayBeLost;
  }

  void dropped(boolean covered) {
    mayBeLost |= !covered;
  }
}
