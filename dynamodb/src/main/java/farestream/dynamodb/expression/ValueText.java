package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.S;
import farestream.dynamodb.value.Numbers;

/// Formats a scalar value as in DynamoDB's error messages, such as `AttributeValue: {N:1}`.
final class ValueText {
  private ValueText() {}

  static String of(AttributeValue value) {
    var text =
        switch (value) {
          case S(var string) -> string;
          case N(var number) -> Numbers.text(number);
          case B(var binary) -> binary.toString();
          default -> value.toString();
        };
    return "AttributeValue: {%s:%s}".formatted(value.type(), text);
  }
}
