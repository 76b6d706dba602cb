package farestream.booking;

import farestream.trip.TripAttribute;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A DynamoDB update expression that sets attributes: `SET #name = :name, …`.
///
/// @param names all names used by the update and its condition, keyed by `#name`
/// @param values all values, keyed by `:name`
record UpdateExpression(
    String update, Map<String, String> names, Map<String, AttributeValue> values) {

  /// @param condition a condition expression over `#STATUS`, `#DRIVER_ID` and the names in
  ///     `compared`
  /// @param compared the values used in the condition, by name without the colon
  static UpdateExpression of(
      Map<String, AttributeValue> attributes,
      String condition,
      Map<String, AttributeValue> compared) {
    var names = new TreeMap<String, String>();
    var values = new TreeMap<String, AttributeValue>();
    attributes.forEach(
        (attribute, value) -> {
          names.put("#" + attribute, attribute);
          values.put(":" + attribute, value);
        });
    compared.forEach((placeholder, value) -> values.put(":" + placeholder, value));
    names.put("#STATUS", TripAttribute.STATUS);
    if (condition.contains("#DRIVER_ID")) {
      names.put("#DRIVER_ID", TripAttribute.DRIVER_ID);
    }
    var update =
        attributes.keySet().stream()
            .map(attribute -> "#" + attribute + " = :" + attribute)
            .collect(Collectors.joining(", ", "SET ", ""));
    return new UpdateExpression(update, names, values);
  }
}
