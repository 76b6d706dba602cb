package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import org.jspecify.annotations.Nullable;

/// An operand of a condition: a document path, a literal value, or the size of an operand.
public sealed interface Operand permits Path, Operand.Literal, Operand.Size {

  record Literal(AttributeValue value) implements Operand {}

  record Size(Operand operand) implements Operand {}

  /// Returns the type if it is known at parse time; null for a path.
  default @Nullable String type() {
    return switch (this) {
      case Literal(var value) -> value.type();
      case Size _ -> "N";
      case Path _ -> null;
    };
  }
}
