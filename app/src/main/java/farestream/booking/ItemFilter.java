package farestream.booking;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import farestream.trip.TripStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which of the items that it reads DynamoDB sends, in its words; null where it wants to be told
/// nothing.
record ItemFilter(
    @Nullable String expression,
    @Nullable Map<String, String> names,
    @Nullable Map<String, AttributeValue> values) {

  /// Every item that is a completed trip or may be meant as one. A status that is none of ours is
  /// let through: `completed` in lower case would be a ride that is never paid.
  static ItemFilter perhapsCompleted() {
    return new ItemFilter(
        "attribute_exists(#status) AND NOT (#status IN (:booked, :inProgress, :cancelled))",
        Map.of("#status", "STATUS"),
        Map.of(
            ":booked", AttributeValue.fromS(TripStatus.BOOKED.text()),
            ":inProgress", AttributeValue.fromS(TripStatus.IN_PROGRESS.text()),
            ":cancelled", AttributeValue.fromS(TripStatus.CANCELLED.text())));
  }

  /// Every item that has all these attributes.
  static ItemFilter having(Map<String, AttributeValue> attributes) {
    if (attributes.isEmpty()) {
      return new ItemFilter(null, null, null);
    }
    var names = attributes.keySet();
    return new ItemFilter(
        names.stream().map("#%1$s = :%1$s"::formatted).collect(joining(" AND ")),
        names.stream().collect(toMap("#"::concat, name -> name)),
        names.stream().collect(toMap(":"::concat, attributes::get)));
  }
}
