package farestream.worker;

import farestream.stream.Image;
import farestream.stream.ItemValue;
import java.util.HashMap;
import java.util.Map;

/// Converts the SDK's items to core's [Image].
public final class ItemImage {
  private ItemImage() {}

  public static Image of(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
    var attributes = new HashMap<String, ItemValue>();
    item.forEach((name, value) -> attributes.put(name, attribute(value)));
    return new Image(attributes);
  }

  private static ItemValue attribute(
      software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
    return switch (value.type()) {
      case S -> new ItemValue.Text(value.s());
      case N -> new ItemValue.Numeric(value.n());
      default -> new ItemValue.Other(DynamoDbJson.of(value));
    };
  }
}
