package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.ComparisonOperator;
import farestream.dynamodb.expression.KeyCondition;
import farestream.dynamodb.expression.KeyCondition.BeginsWith;
import farestream.dynamodb.expression.KeyCondition.Between;
import farestream.dynamodb.expression.KeyCondition.Comparison;
import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.table.KeyAttribute;
import farestream.dynamodb.table.KeySchema;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.KeyBytes;

/// The range of keys that a query's condition means.
final class QueryRange {
  private QueryRange() {}

  /// @throws ServiceException (ValidationException) if the condition doesn't fit the key
  static KeyRange of(KeyCondition condition, KeySchema key, int keyspace, boolean descending) {
    var partition = partition(condition, key);
    var sort = key.sort();
    var test = sort == null ? null : condition.test(sort.name());
    requireOnlyKeys(condition, key);
    if (sort == null || test == null) {
      return KeyRange.prefix(keyspace, partition, descending);
    }
    test.values().forEach(value -> requireType(sort, value));
    return switch (test) {
      case Comparison comparison -> range(comparison, partition, keyspace, descending);
      case Between(_, var low, var high) ->
          new KeyRange(keyspace, at(partition, low), behind(partition, high), descending);
      case BeginsWith(_, var prefix) -> {
        requireBeginning(prefix);
        var beginning = KeyBytes.of(partition).beginning(prefix).toByteArray();
        yield KeyRange.prefix(keyspace, beginning, descending);
      }
    };
  }

  private static byte[] partition(KeyCondition condition, KeySchema key) {
    var attribute = key.partition();
    var test = condition.test(attribute.name());
    if (test == null) {
      throw missing(attribute);
    }
    if (!(test instanceof Comparison(_, var operator, var value)
        && operator == ComparisonOperator.EQ)) {
      throw ServiceException.validation("Query key condition not supported");
    }
    requireType(attribute, value);
    return KeyBytes.partition(value).toByteArray();
  }

  private static void requireOnlyKeys(KeyCondition condition, KeySchema key) {
    for (var test : condition.tests()) {
      if (!key.has(test.attribute())) {
        throw key.sort() == null
            ? ServiceException.validation("Query key condition not supported")
            : missing(key.sort());
      }
    }
  }

  private static ServiceException missing(KeyAttribute attribute) {
    return ServiceException.validation(
        "Query condition missed key schema element: " + attribute.name());
  }

  private static void requireType(KeyAttribute attribute, AttributeValue value) {
    if (!value.type().equals(attribute.type().name())) {
      throw ServiceException.invalidParameter(
          "Condition parameter type does not match schema type");
    }
  }

  private static void requireBeginning(AttributeValue prefix) {
    if (prefix instanceof AttributeValue.N) {
      throw ServiceException.invalidParameter("begins_with is not supported for the type N");
    }
  }

  private static KeyRange range(
      Comparison comparison, byte[] partition, int keyspace, boolean descending) {
    var at = at(partition, comparison.value());
    var behind = behind(partition, comparison.value());
    var end = KeyRange.afterPrefix(partition);
    return switch (comparison.operator()) {
      case EQ -> new KeyRange(keyspace, at, behind, descending);
      case LT -> new KeyRange(keyspace, partition, at, descending);
      case LE -> new KeyRange(keyspace, partition, behind, descending);
      case GT -> new KeyRange(keyspace, behind, end, descending);
      case GE -> new KeyRange(keyspace, at, end, descending);
      case NE -> throw ServiceException.validation("Query key condition not supported");
    };
  }

  private static byte[] at(byte[] partition, AttributeValue value) {
    return KeyBytes.of(partition).value(value).toByteArray();
  }

  /// Behind every key with this value: an index may have several.
  private static byte[] behind(byte[] partition, AttributeValue value) {
    return KeyRange.afterPrefix(at(partition, value));
  }
}
