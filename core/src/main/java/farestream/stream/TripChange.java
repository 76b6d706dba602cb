package farestream.stream;

import java.time.Instant;
import java.util.Optional;

/// A record of the trips table's stream, independent of the SDK's types.
///
/// @param sequenceNumber the stream's sequence number, digits only; for one item a higher number is
///     later
/// @param keys the item's `riderid` and `tripinfo`
/// @param previous the item before the change (OldImage); absent if the item is new
/// @param current the item after the change (NewImage); absent if the item was deleted
/// @param created when DynamoDB created the record; absent for a change from another source
public record TripChange(
    String sequenceNumber,
    Image keys,
    Optional<Image> previous,
    Optional<Image> current,
    Optional<Instant> created) {

  /// Creates a change with an unknown creation time.
  public TripChange(
      String sequenceNumber, Image keys, Optional<Image> previous, Optional<Image> current) {
    this(sequenceNumber, keys, previous, current, Optional.empty());
  }
}
