package farestream.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import farestream.trip.TripAttribute;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A trip's item in DynamoDB, in any state.
public record TripItem(Map<String, AttributeValue> attributes) {

  public TripKey key() {
    return new TripKey(
        text(TripAttribute.RIDERID).orElse(""), text(TripAttribute.TRIPINFO).orElse(""));
  }

  /// Returns the status, or empty if another program wrote a value that isn't a [TripStatus].
  public Optional<TripStatus> status() {
    return text(TripAttribute.STATUS).flatMap(TripStatus::of);
  }

  /// Returns the status exactly as stored, for messages.
  public String statusText() {
    return text(TripAttribute.STATUS).orElse("without a status");
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  /// Returns the total with at least two decimals, or zero if the item has none. DynamoDB returns
  /// numbers without trailing zeros.
  public BigDecimal total() {
    var total = number(TripAttribute.TOTAL_AMOUNT).orElse(BigDecimal.ZERO);
    return total.setScale(Math.max(2, total.scale()));
  }

  /// Returns the number with exactly the digits that are stored.
  public Optional<BigDecimal> number(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::n).map(BigDecimal::new);
  }

  public Optional<Long> riderId() {
    return number(TripAttribute.RIDER_ID).map(BigDecimal::longValue);
  }

  public Optional<Long> driverId() {
    return number(TripAttribute.DRIVER_ID).map(BigDecimal::longValue);
  }

  /// Returns the item as plain JSON: attributes in alphabetical order, numbers with their exact
  /// decimals.
  public ObjectNode toJson() {
    var json = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(attributes).forEach((name, value) -> json.set(name, toJson(value)));
    return json;
  }

  private static JsonNode toJson(AttributeValue value) {
    return switch (value.type()) {
      case S -> TextNode.valueOf(value.s());
      case N -> DecimalNode.valueOf(new BigDecimal(value.n()));
      case BOOL -> BooleanNode.valueOf(value.bool());
      case NUL -> NullNode.instance;
      default -> TextNode.valueOf(value.toString());
    };
  }
}
