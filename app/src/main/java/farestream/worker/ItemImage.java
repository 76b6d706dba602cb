package farestream.worker;

import farestream.stream.AttributeValue;
import farestream.stream.Image;
import java.util.HashMap;
import java.util.Map;

/// The SDK's items as core's images.
public final class ItemImage {
  private ItemImage() {}

  public static Image of(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
    var attributes = new HashMap<String, AttributeValue>();
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
