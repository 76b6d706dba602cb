package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.BS;
import farestream.dynamodb.value.AttributeValue.L;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.NS;
import farestream.dynamodb.value.AttributeValue.SS;
import farestream.dynamodb.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Computes the values that the actions of an update write. All actions read the item as it was
/// before the update.
///
/// @param item the item before the update
/// @param typeMismatch the error message for an attribute of the wrong type
record UpdateEvaluation(Map<String, AttributeValue> item, String typeMismatch) {

  /// Returns the new value at the path of an action; null if it is removed or remains absent.
  @Nullable AttributeValue result(PathAction action) {
    return switch (action) {
      case PathAction.Set(_, var value) -> value(value);
      case PathAction.Remove _ -> null;
      case PathAction.Add(var path, var value) -> added(path.in(item), value);
      case PathAction.Delete(var path, var elements) -> deleted(path.in(item), elements);
    };
  }

  private AttributeValue value(UpdateValue value) {
    return switch (value) {
      case UpdateValue.Literal(var literal) -> literal;
      case UpdateValue.Reference(var path) -> present(path.in(item));
      case UpdateValue.Sum(var left, var right) ->
          new N(Numbers.rounded(number(left).add(number(right))));
      case UpdateValue.Difference(var left, var right) ->
          new N(Numbers.rounded(number(left).subtract(number(right))));
      case UpdateValue.IfNotExists(var path, var fallback) -> {
        var existing = path.in(item);
        yield existing != null ? existing : value(fallback);
      }
      case UpdateValue.ListAppend(var left, var right) ->
          new L(concatenated(list(left), list(right)));
    };
  }

  private static AttributeValue present(@Nullable AttributeValue value) {
    if (value == null) {
      throw ServiceException.validation(
          "The provided expression refers to an attribute that does not exist in the item");
    }
    return value;
  }

  private BigDecimal number(UpdateValue operand) {
    if (value(operand) instanceof N(var number)) {
      return number;
    }
    throw mismatch();
  }

  private List<AttributeValue> list(UpdateValue operand) {
    if (value(operand) instanceof L(var values)) {
      return values;
    }
    throw mismatch();
  }

  private ServiceException mismatch() {
    return ServiceException.validation(typeMismatch);
  }

  private static List<AttributeValue> concatenated(
      List<AttributeValue> left, List<AttributeValue> right) {
    var all = new ArrayList<AttributeValue>(left.size() + right.size());
    all.addAll(left);
    all.addAll(right);
    return all;
  }

  private AttributeValue added(@Nullable AttributeValue existing, AttributeValue value) {
    if (existing == null) {
      return value;
    }
    if (existing instanceof N(var number) && value instanceof N(var increment)) {
      return new N(Numbers.rounded(number.add(increment)));
    }
    if (existing instanceof SS(var elements) && value instanceof SS(var more)) {
      return new SS(union(elements, more));
    }
    if (existing instanceof NS(var elements) && value instanceof NS(var more)) {
      return new NS(union(elements, more));
    }
    if (existing instanceof BS(var elements) && value instanceof BS(var more)) {
      return new BS(union(elements, more));
    }
    // Only the legacy parameters can add to lists.
    if (existing instanceof L(var elements) && value instanceof L(var more)) {
      return new L(concatenated(elements, more));
    }
    throw mismatch();
  }

  private @Nullable AttributeValue deleted(
      @Nullable AttributeValue existing, AttributeValue elements) {
    if (existing == null) {
      return null;
    }
    if (existing instanceof SS(var all) && elements instanceof SS(var some)) {
      var rest = difference(all, some);
      return rest.isEmpty() ? null : new SS(rest);
    }
    if (existing instanceof NS(var all) && elements instanceof NS(var some)) {
      var rest = difference(all, some);
      return rest.isEmpty() ? null : new NS(rest);
    }
    if (existing instanceof BS(var all) && elements instanceof BS(var some)) {
      var rest = difference(all, some);
      return rest.isEmpty() ? null : new BS(rest);
    }
    throw mismatch();
  }

  private static <T> Set<T> union(Set<T> elements, Set<T> more) {
    var union = new LinkedHashSet<>(elements);
    union.addAll(more);
    return union;
  }

  private static <T> Set<T> difference(Set<T> all, Set<T> some) {
    var rest = new LinkedHashSet<>(all);
    some.forEach(rest::remove);
    return rest;
  }
}
