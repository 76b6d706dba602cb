package farestream.dynamodb.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The value of an attribute, of one of DynamoDB's ten types, which are named as in the protocol.
/// Immutable. `equals` agrees with DynamoDB's operator `=`: numbers have no trailing zeros
/// ([Numbers#parse]), so that 1.0 equals 1. An item is a `Map<String, AttributeValue>`.
public sealed interface AttributeValue {

  record S(String value) implements AttributeValue {}

  record N(BigDecimal value) implements AttributeValue {}

  record B(Binary value) implements AttributeValue {}

  record Bool(boolean value) implements AttributeValue {}

  record Null() implements AttributeValue {}

  /// A set of strings in the order of the request; never empty.
  record SS(Set<String> values) implements AttributeValue {}

  record NS(Set<BigDecimal> values) implements AttributeValue {}

  record BS(Set<Binary> values) implements AttributeValue {}

  record L(List<AttributeValue> values) implements AttributeValue {}

  record M(Map<String, AttributeValue> values) implements AttributeValue {}

  /// Returns the name of the type in the protocol: `S`, `N`, `B`, `BOOL`, `NULL`, `SS`, `NS`,
  /// `BS`, `L` or `M`.
  default String type() {
    return switch (this) {
      case S _ -> "S";
      case N _ -> "N";
      case B _ -> "B";
      case Bool _ -> "BOOL";
      case Null _ -> "NULL";
      case SS _ -> "SS";
      case NS _ -> "NS";
      case BS _ -> "BS";
      case L _ -> "L";
      case M _ -> "M";
    };
  }
}
