package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.L;
import farestream.dynamodb.value.AttributeValue.M;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// A document path: a top-level attribute and the steps from its value to a nested value.
public record Path(String attribute, List<Step> rest) implements Operand {
  /// The maximum number of steps of a path, including the attribute.
  static final int MAX_STEPS = 32;

  static Path of(String attribute) {
    return new Path(attribute, List.of());
  }

  public boolean isNested() {
    return !rest.isEmpty();
  }

  int length() {
    return 1 + rest.size();
  }

  Step step(int index) {
    return index == 0 ? new Step.Name(attribute) : rest.get(index - 1);
  }

  /// Returns the value at this path, or null if the item has none.
  @Nullable AttributeValue in(Map<String, AttributeValue> item) {
    var value = item.get(attribute);
    for (var step : rest) {
      if (value == null) {
        return null;
      }
      value = child(value, step);
    }
    return value;
  }

  private static @Nullable AttributeValue child(AttributeValue value, Step step) {
    return switch (step) {
      case Step.Name(var name) -> value instanceof M(var values) ? values.get(name) : null;
      case Step.Index(var position) ->
          value instanceof L(var values) && position < values.size() ? values.get(position) : null;
    };
  }

  /// Returns the path as in DynamoDB's error messages, such as `[a, [0], b]`.
  @Override
  public String toString() {
    var text = new StringJoiner(", ", "[", "]").add(attribute);
    rest.forEach(step -> text.add(step.toString()));
    return text.toString();
  }
}
