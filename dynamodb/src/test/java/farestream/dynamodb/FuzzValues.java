package farestream.dynamodb;

import farestream.dynamodb.FuzzRequest.Literal;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/// Names and values for mutations of requests.
final class FuzzValues {
  private static final int MAX_TEXT_LENGTH = 70_000;

  private FuzzValues() {}

  static Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            "S",
            "N",
            "B",
            "SS",
            "NS",
            "BS",
            "L",
            "M",
            "BOOL",
            "NULL",
            "id",
            "t",
            "trips",
            "TableName",
            "Key",
            "Item",
            "Limit",
            "IndexName",
            "Select",
            "Update",
            "Delete",
            "Create",
            "UpdateExpression",
            "FilterExpression",
            "ProjectionExpression",
            "ExclusiveStartKey",
            "AttributesToGet",
            "Expected",
            "#x",
            ":n",
            "\ud800",
            "a\u0000b"),
        Arbitraries.strings().ofMaxLength(8));
  }

  static Arbitrary<@Nullable Object> values() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, literals()),
        Tuple.of(6, texts().map(text -> (Object) text)),
        Tuple.of(3, expressions().map(text -> (Object) text)),
        Tuple.of(4, numbers().map(number -> (Object) Map.of("N", number))),
        Tuple.of(2, texts().map(text -> (Object) Map.of("S", text))),
        Tuple.of(2, texts().map(text -> (Object) Map.of("B", text))),
        Tuple.of(1, numbers().list().ofMaxSize(4).map(all -> (Object) Map.of("NS", all))));
  }

  private static Arbitrary<Object> literals() {
    var deep = Arbitraries.integers().between(1, 60);
    return Arbitraries.oneOf(
        Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-1",
                "1",
                "1.5",
                "1e400",
                "1e99999999999999999999",
                "-1e999999999",
                "1e-999999999",
                "2147483648",
                "9223372036854775808",
                "[]",
                "{}",
                "[null]",
                "[{}]",
                "[[]]",
                "{\"S\":null}",
                "{\"S\":\"a\",\"N\":\"1\"}",
                "{\"L\":[null]}",
                "{\"M\":{\"\":{\"S\":\"\"}}}",
                "{\"BOOL\":\"x\"}",
                "{\"NULL\":false}",
                "\"\\ud800\"",
                "{\"SS\":[\"a\",\"a\"]}",
                "{\"a\":1,\"a\":2}",
                "NaN",
                "",
                "}",
                "\"\\u0000\"")
            .map(Literal::new),
        deep.map(n -> new Literal("{\"L\":[".repeat(n) + "{\"N\":\"1\"}" + "]}".repeat(n))),
        deep.map(n -> new Literal("{\"M\":{\"a\":".repeat(n) + "{\"S\":\"\"}" + "}}".repeat(n))));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            " ",
            "a",
            "trips",
            "witnes",
            "$table",
            "$stream",
            "$shard",
            "$iterator",
            "ALL_OLD",
            "ALL_NEW",
            "COUNT",
            "ALL_ATTRIBUTES",
            "DISABLED",
            "NONE",
            "TOTAL",
            "INDEXES",
            "LATEST",
            "AFTER_SEQUENCE_NUMBER",
            "drivers",
            "id",
            "driver",
            "\ud83d\ude00",
            "\udc00",
            "%s%n",
            "arn:aws:dynamodb:us-east-1:000000000000:table/trips",
            "HASH",
            "RANGE",
            "KEYS_ONLY",
            "AND",
            "OR",
            "EQ",
            "IN",
            "BETWEEN",
            "CONTAINS",
            "NOT_NULL",
            "PUT",
            "ADD",
            "DELETE"),
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.integers().between(1, MAX_TEXT_LENGTH).map("x"::repeat),
        numbers());
  }

  private static Arbitrary<String> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "0",
            "-0",
            "1",
            "-1",
            "1E125",
            "9.9E+125",
            "1E126",
            "-1E-130",
            "1E-131",
            "NaN",
            "1e2147483647",
            "1e-2147483648",
            "0e2147483647",
            "1e99999999999",
            "0x10",
            "1_0",
            "٣",
            "12345678901234567890123456789012345678",
            "123456789012345678901234567890123456789"),
        Arbitraries.integers().between(1, 2_000).map("9"::repeat),
        Arbitraries.bigDecimals().map(Object::toString));
  }

  private static Arbitrary<String> expressions() {
    return Arbitraries.of(
            "a",
            "id",
            "t",
            "l",
            "m",
            "ss",
            "ns",
            "#i",
            "#x",
            "#l",
            "#",
            ":n",
            ":s",
            ":v",
            ":l",
            ":id",
            ":",
            "0",
            "1",
            "99999999999999999999",
            ",",
            ".",
            "(",
            ")",
            "((((((((",
            "))))))))",
            "[",
            "]",
            "[0]",
            "=",
            "<>",
            "<",
            ">=",
            "+",
            "-",
            "AND",
            "OR",
            "NOT",
            "NOT NOT NOT",
            "BETWEEN",
            "IN",
            "SET",
            "REMOVE",
            "ADD",
            "DELETE",
            "size(",
            "contains(",
            "attribute_exists(",
            "attribute_type(",
            "begins_with(",
            "if_not_exists(",
            "list_append(",
            "é",
            "\"",
            "SET a = b, b = a",
            "a[0].b[1]",
            "x < :n")
        .list()
        .ofMaxSize(30)
        .map(tokens -> String.join(" ", tokens));
  }
}
