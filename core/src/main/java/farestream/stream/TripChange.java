package farestream.stream;

import java.time.Instant;
import java.util.Optional;

/// One record of the trips table's stream, in no vendor's type. Without a former image the item is
/// new; without a new one it was removed.
///
/// @param sequenceNumber the stream's, digits only; higher is later for the same item
/// @param keys the item's `riderid` and `tripinfo`
/// @param created when DynamoDB made the record; absent for a change that comes from elsewhere
public record TripChange(
    String sequenceNumber,
    Image keys,
    Optional<Image> former,
    Optional<Image> current,
    Optional<Instant> created) {

  /// A change of which nobody knows when it was made.
  public TripChange(
      String sequenceNumber, Image keys, Optional<Image> former, Optional<Image> current) {
    this(sequenceNumber, keys, former, current, Optional.empty());
  }
}
