package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import org.jspecify.annotations.Nullable;

/// What a condition compares.
public sealed interface Operand permits Path, Operand.Literal, Operand.Size {

  record Literal(AttributeValue value) implements Operand {}

  record Size(Operand operand) implements Operand {}

  /// The type that is known before any item is read; null for a path.
  default @Nullable String type() {
    return switch (this) {
      case Literal(var value) -> value.type();
      case Size _ -> "N";
      case Path _ -> null;
    };
  }
}
