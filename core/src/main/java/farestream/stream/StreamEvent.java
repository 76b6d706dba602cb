package farestream.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A batch of records of one shard, as AWS Lambda delivers it.
///
/// @param source the stream's ARN; an empty string if there are no records
/// @param changes the valid records, in the stream's order
/// @param unreadable the records with an invalid item
/// @param oldest the earliest creation time, in whole seconds; absent if no record has one
public record StreamEvent(
    String source,
    List<TripChange> changes,
    List<UnreadableRecord> unreadable,
    Optional<Instant> oldest) {

  /// A record whose item isn't valid DynamoDB JSON.
  ///
  /// @param change its sequence number and, if valid, its keys; the record's own text replaces the
  ///     item
  /// @param reason the fault; it never quotes the text
  public record UnreadableRecord(TripChange change, String reason) {}
}
