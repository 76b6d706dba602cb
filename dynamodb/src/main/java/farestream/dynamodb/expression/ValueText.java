package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.S;
import farestream.dynamodb.value.Numbers;

/// Writes a scalar value as DynamoDB's messages do: `AttributeValue: {N:1}`.
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
