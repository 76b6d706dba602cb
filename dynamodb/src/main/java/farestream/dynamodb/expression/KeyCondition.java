package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The condition of a query on its keys: one or two tests, each of another attribute, in the order
/// of the request. Which of them is the partition key depends on the schema.
public record KeyCondition(List<Test> tests) {

  /// Returns the test of this attribute, or null if there is none.
  public @Nullable Test test(String attribute) {
    for (var test : tests) {
      if (test.attribute().equals(attribute)) {
        return test;
      }
    }
    return null;
  }

  /// A test of one key attribute.
  public sealed interface Test {
    String attribute();

    /// The values to compare with; they must have the type of the key.
    List<AttributeValue> values();
  }

  /// @param operator any but [ComparisonOperator#NE]
  public record Comparison(String attribute, ComparisonOperator operator, AttributeValue value)
      implements Test {
    @Override
    public List<AttributeValue> values() {
      return List.of(value);
    }
  }

  /// Both bounds are inclusive.
  public record Between(String attribute, AttributeValue low, AttributeValue high) implements Test {
    @Override
    public List<AttributeValue> values() {
      return List.of(low, high);
    }
  }

  public record BeginsWith(String attribute, AttributeValue prefix) implements Test {
    @Override
    public List<AttributeValue> values() {
      return List.of(prefix);
    }
  }
}
