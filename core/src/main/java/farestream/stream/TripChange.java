package farestream.stream;

import java.util.Optional;

/// One record of the trips table's stream, in no vendor's type. Without a former image the item is
/// new; without a new one it was removed.
///
/// @param sequenceNumber the stream's, digits only; higher is later for the same item
/// @param keys the item's `riderid` and `tripinfo`
public record TripChange(
    String sequenceNumber, Image keys, Optional<Image> former, Optional<Image> current) {}
