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

/// Converts the key condition of a query to a range of keys in the store.
final class QueryRange {
  private QueryRange() {}

  /// Returns the range of keys that meet a condition.
  ///
  /// @param key the key of the table or index that is queried
  /// @throws ServiceException (ValidationException) if the condition doesn't match the key
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
          new KeyRange(keyspace, at(partition, low), after(partition, high), descending);
      case BeginsWith(_, var prefix) -> {
        requirePrefixable(prefix);
        var keyPrefix = KeyBytes.of(partition).prefix(prefix).toByteArray();
        yield KeyRange.prefix(keyspace, keyPrefix, descending);
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

  private static void requirePrefixable(AttributeValue prefix) {
    if (prefix instanceof AttributeValue.N) {
      throw ServiceException.invalidParameter("begins_with is not supported for the type N");
    }
  }

  private static KeyRange range(
      Comparison comparison, byte[] partition, int keyspace, boolean descending) {
    var at = at(partition, comparison.value());
    var after = after(partition, comparison.value());
    var end = KeyRange.afterPrefix(partition);
    return switch (comparison.operator()) {
      case EQ -> new KeyRange(keyspace, at, after, descending);
      case LT -> new KeyRange(keyspace, partition, at, descending);
      case LE -> new KeyRange(keyspace, partition, after, descending);
      case GT -> new KeyRange(keyspace, after, end, descending);
      case GE -> new KeyRange(keyspace, at, end, descending);
      case NE -> throw ServiceException.validation("Query key condition not supported");
    };
  }

  private static byte[] at(byte[] partition, AttributeValue value) {
    return KeyBytes.of(partition).value(value).toByteArray();
  }

  /// Returns the lower bound of the keys above this value. An index can have several entries with
  /// the value.
  private static byte[] after(byte[] partition, AttributeValue value) {
    return KeyRange.afterPrefix(at(partition, value));
  }
}
