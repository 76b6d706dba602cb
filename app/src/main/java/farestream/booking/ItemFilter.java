package farestream.booking;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import farestream.trip.TripAttribute;
import farestream.trip.TripStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A DynamoDB filter expression with its names and values. All three are null if every item is
/// wanted.
record ItemFilter(
    @Nullable String expression,
    @Nullable Map<String, String> names,
    @Nullable Map<String, AttributeValue> values) {

  /// Matches every item that is, or may be meant as, a completed trip. Unknown statuses match,
  /// too: a trip with the status `completed` in lower case would otherwise never be paid.
  static ItemFilter perhapsCompleted() {
    return new ItemFilter(
        "attribute_exists(#status) AND NOT (#status IN (:booked, :inProgress, :cancelled))",
        Map.of("#status", TripAttribute.STATUS),
        Map.of(
            ":booked", AttributeValue.fromS(TripStatus.BOOKED.text()),
            ":inProgress", AttributeValue.fromS(TripStatus.IN_PROGRESS.text()),
            ":cancelled", AttributeValue.fromS(TripStatus.CANCELLED.text())));
  }

  /// Matches every item with all of these attributes.
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
