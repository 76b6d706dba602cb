package farestream.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A trip as it stands in DynamoDB, at whatever stage of its life.
public record TripItem(Map<String, AttributeValue> attributes) {

  public TripKey key() {
    return new TripKey(text("riderid").orElse(""), text("tripinfo").orElse(""));
  }

  /// Absent where another writer's status is none that we know.
  public Optional<TripStatus> status() {
    return text("STATUS").flatMap(TripStatus::of);
  }

  /// The status as it is written.
  public String statusText() {
    return text("STATUS").orElse("without a status");
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  /// The total with its cents; zero if there is none. DynamoDB gives numbers back without trailing
  /// zeros.
  public BigDecimal total() {
    var total = number("TOTAL_AMOUNT").orElse(BigDecimal.ZERO);
    return total.setScale(Math.max(2, total.scale()));
  }

  /// Exactly the digits that are stored.
  public Optional<BigDecimal> number(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::n).map(BigDecimal::new);
  }

  public Optional<Long> riderId() {
    return number("RIDER_ID").map(BigDecimal::longValue);
  }

  public Optional<Long> driverId() {
    return number("DRIVER_ID").map(BigDecimal::longValue);
  }

  /// As plain JSON, numbers with their exact decimals, attributes by name.
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
