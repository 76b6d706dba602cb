package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The key condition of a query: one or two tests of different attributes, in the order of the
/// request. The key schema determines which of them is the partition key.
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

    /// Returns the values to compare with, which must be of the type of the key.
    List<AttributeValue> values();
  }

  /// @param operator any operator except [ComparisonOperator#NE]
  public record Comparison(String attribute, ComparisonOperator operator, AttributeValue value)
      implements Test {
    @Override
    public List<AttributeValue> values() {
      return List.of(value);
    }
  }

  /// A test for a range with inclusive bounds.
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
