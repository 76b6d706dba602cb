package farestream.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Records of a stream as AWS Lambda brings them, a batch of one shard.
///
/// @param source the stream's ARN; empty where there are no records
/// @param changes those that can be read, in the stream's order
/// @param unreadable the others
/// @param oldest when the first of them was made, to the second; absent if none says so
public record StreamEvent(
    String source,
    List<TripChange> changes,
    List<UnreadableRecord> unreadable,
    Optional<Instant> oldest) {

  /// A record whose item isn't one.
  ///
  /// @param change its number and what can be read of its keys; in place of the item stands the
  ///     record itself, to the letter
  /// @param reason never shows what stood there
  public record UnreadableRecord(TripChange change, String reason) {}
}
