package farestream.worker;

import farestream.stream.AttributeValue;
import farestream.stream.Image;
import farestream.stream.TripChange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// The SDK's stream records as core's changes.
final class RecordAdapter {
  private RecordAdapter() {}

  static TripChange change(Record record) {
    var change = record.dynamodb();
    return new TripChange(
        change.sequenceNumber(),
        image(change.keys()),
        change.hasOldImage() ? Optional.of(image(change.oldImage())) : Optional.empty(),
        change.hasNewImage() ? Optional.of(image(change.newImage())) : Optional.empty());
  }

  private static Image image(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
    var attributes = new TreeMap<String, AttributeValue>();
    item.forEach((name, value) -> attributes.put(name, attribute(value)));
    return new Image(attributes);
  }

  private static AttributeValue attribute(
      software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
    return switch (value.type()) {
      case S -> new AttributeValue.Text(value.s());
      case N -> new AttributeValue.Numeric(value.n());
      default -> new AttributeValue.Other(DynamoDbJson.of(value));
    };
  }
}
