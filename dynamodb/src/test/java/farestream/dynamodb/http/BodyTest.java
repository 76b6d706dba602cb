package farestream.dynamodb.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.DynamoDbServer;
import farestream.dynamodb.ProtocolClient;
import farestream.dynamodb.ServerOptions;
import farestream.dynamodb.ServerResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sends bodies that are not JSON, or JSON that no SDK sends.
class BodyTest {
  private static final String TABLE = "tab";

  @TempDir private static Path folder;
  private static DynamoDbServer server;
  private static ProtocolClient client;

  @BeforeAll
  static void start() throws IOException {
    server = DynamoDbServer.start(ServerOptions.in(folder));
    client = new ProtocolClient(server.endpoint(), server.accessKey());
    client.done(
        "CreateTable",
        Map.of(
            "TableName",
            TABLE,
            "BillingMode",
            "PAY_PER_REQUEST",
            "AttributeDefinitions",
            List.of(Map.of("AttributeName", "id", "AttributeType", "S")),
            "KeySchema",
            List.of(Map.of("AttributeName", "id", "KeyType", "HASH"))));
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    server.close();
  }

  private static ServerResponse call(String operation, byte[] body) throws IOException {
    return client.post("DynamoDB_20120810." + operation, body);
  }

  private static ServerResponse call(String operation, String body) throws IOException {
    return call(operation, body.getBytes(UTF_8));
  }

  private static ServerResponse put(String item) throws IOException {
    return call("PutItem", "{\"TableName\": \"tab\", \"Item\": " + item + "}");
  }

  private static ServerResponse get(String id) throws IOException {
    return call("GetItem", "{\"TableName\": \"tab\", \"Key\": {\"id\": {\"S\": \"" + id + "\"}}}");
  }

  private static void assertSerializationError(ServerResponse answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("SerializationException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"a\"",
        "[]",
        "{",
        "}",
        "{}{}",
        "{} x",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{/* */}",
        "<a/>",
        "{\"a\":\"",
        "{\"a\":\"\\"
      })
  void malformed_json_is_refused(String body) throws IOException {
    assertSerializationError(call("ListTables", body));
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() throws IOException {
    for (var bytes : List.of("\u00ff", "\u00ed\u00a0\u0080", "\u00e2\u0082")) {
      assertSerializationError(
          call(
              "ListTables",
              ("{\"ExclusiveStartTableName\":\"abc" + bytes + "\"}").getBytes(ISO_8859_1)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud800", "\\udc00", "a\\ud83d", "\\ude00\\ud83d", "\\ud800\\ud800\\udc00"})
  void an_unpaired_surrogate_is_refused_everywhere(String half) throws IOException {
    for (var item :
        List.of(
            "{'id': {'S': 'HALF'}}",
            "{'id': {'S': 'a'}, 'HALF': {'S': 'b'}}",
            "{'id': {'S': 'a'}, 'l': {'L': [{'M': {'x': {'SS': ['HALF']}}}]}}",
            "{'id': {'HALF': 'a'}}")) {
      assertSerializationError(put(item.replace('\'', '"').replace("HALF", half)));
    }
    assertSerializationError(call("DescribeTable", "{\"TableName\": \"abc" + half + "\"}"));
    assertThat(get("a").json().has("Item")).isFalse();
  }

  @Test
  void a_surrogate_pair_is_a_character() throws IOException {
    assertThat(put("{\"id\": {\"S\": \"\\ud83d\\ude00\"}}").status()).isEqualTo(200);
    assertThat(get("😀").json()).hasToString("{Item={id={S=😀}}}");
  }

  @Test
  void deep_json_is_refused() throws IOException {
    for (var depth : List.of(200, 100_000, 1_000_000)) {
      assertSerializationError(call("ListTables", "{\"a\":".repeat(depth)));
      assertSerializationError(call("ListTables", "{\"a\":" + "[".repeat(depth)));
      assertSerializationError(
          put("{\"a\":" + "{\"L\":[".repeat(depth) + "]}".repeat(depth) + "}"));
    }
    var tooDeep = "{\"M\":{\"a\":".repeat(33) + "{\"S\":\"a\"}" + "}}".repeat(33);
    assertThat(put("{\"id\":{\"S\":\"deep\"},\"a\":" + tooDeep + "}").type())
        .isEqualTo("ValidationException");
  }

  @Test
  void the_last_of_two_fields_with_one_name_wins() throws IOException {
    assertThat(put("{\"id\": {\"S\": \"first\"}, \"id\": {\"S\": \"second\"}}").status())
        .isEqualTo(200);
    assertThat(get("second").json().has("Item")).isTrue();
    assertThat(get("first").json().has("Item")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1e999999999",
        "1e-999999999",
        "0e2147483647",
        "-99999999999999999999",
        "-1",
        "0",
        "1.5",
        "1e99999999999999999999"
      })
  void invalid_limits_are_refused_immediately(String number) throws IOException {
    var start = System.nanoTime();
    var answer = call("Scan", "{\"TableName\": \"tab\", \"Limit\": " + number + "}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).isIn("ValidationException", "SerializationException");
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e2147483647", "99999999999999999999", "2", "2.0"})
  void a_limit_can_be_arbitrarily_large(String number) throws IOException {
    var answer = call("Scan", "{\"TableName\": \"tab\", \"Limit\": " + number + "}");

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void numbers_of_a_million_digits_are_refused_immediately() throws IOException {
    var digits = "7".repeat(1_000_000);
    var start = System.nanoTime();

    assertSerializationError(call("ListTables", "{\"Limit\": " + digits + "}"));
    assertThat(put("{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"" + digits + "\"}}").type())
        .isEqualTo("ValidationException");
    assertThat(put("{\"id\":{\"S\":\"a\"},\"n\":{\"NS\":[\"1e" + digits + "\"]}}").type())
        .isEqualTo("ValidationException");
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void a_value_of_another_type_is_refused() throws IOException {
    for (var value : List.of("1", "true", "\"a\"", "[]", "[{}]", "{\"S\": 1}", "{\"L\": {}}")) {
      var answer = put("{\"id\": {\"S\": \"a\"}, \"x\": " + value + "}");
      assertThat(answer.status()).as(value).isEqualTo(400);
      assertThat(answer.type()).as(value).isEqualTo("SerializationException");
    }
  }

  /// Sends a JSON null instead of an attribute value in every parameter that accepts one.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PutItem {'Item': {'id': {'S': 'a'}, 'x': null}}",
        "PutItem {'Item': {'id': null}}",
        "PutItem {'Item': {'id': {'S': 'a'}, 'x': {'M': {'y': null}}}}",
        "PutItem {'Item': {'id': {'S': 'a'}, 'x': {'L': [{'S': 'b'}, null]}}}",
        "PutItem {'Item': {'id': {'S': 'a'}, 'x': {'S': null}}}",
        "GetItem {'Key': {'id': {'S': 'a'}, 'x': null}}",
        "DeleteItem {'Key': {'id': {'S': 'a'}, 'x': null}}",
        "UpdateItem {'Key': {'id': {'S': 'a'}, 'x': null}}",
        "Scan {'ExclusiveStartKey': {'id': {'S': 'a'}, 'x': null}}",
        "Scan {'FilterExpression': 'x = :x', 'ExpressionAttributeValues': {':x': null}}",
        "Scan {'FilterExpression': 'x = :x',"
            + " 'ExpressionAttributeValues': {':x': {'S': 'a'}, ':unused': null}}",
        "PutItem {'Item': {'id': {'S': 'a'}}, 'ConditionExpression': 'x = :x',"
            + " 'ExpressionAttributeValues': {':x': {'L': [null]}}}",
        "UpdateItem {'Key': {'id': {'S': 'a'}},"
            + " 'AttributeUpdates': {'x': {'Value': {'M': {'y': null}}}}}",
        "PutItem {'Item': {'id': {'S': 'a'}}, 'Expected': {'x':"
            + " {'ComparisonOperator': 'EQ', 'AttributeValueList': [null]}}}",
        "Scan {'ScanFilter': {'x': {'ComparisonOperator': 'IN',"
            + " 'AttributeValueList': [{'S': 'a'}, null]}}}",
        "BatchWriteItem {'RequestItems': {'tab': [{'PutRequest':"
            + " {'Item': {'id': {'S': 'a'}, 'x': null}}}]}}",
        "BatchGetItem {'RequestItems': {'tab': {'Keys': [{'id': {'S': 'a'}, 'x': null}]}}}",
        "TransactWriteItems {'TransactItems': [{'Put': {'TableName': 'tab',"
            + " 'Item': {'id': {'S': 'a'}, 'x': null}}}]}",
        "TransactGetItems {'TransactItems': [{'Get': {'TableName': 'tab',"
            + " 'Key': {'id': {'S': 'a'}, 'x': null}}}]}"
      })
  void a_null_instead_of_an_attribute_value_is_refused(String request) throws IOException {
    var answer = run(request);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("ValidationException");
    assertThat(answer.json().text("message"))
        .contains("is empty, must contain exactly one of the supported datatypes");
  }

  /// Sends a JSON null instead of an object, which counts as an object without fields.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UpdateItem {'Key': {'id': {'S': 'a'}}, 'AttributeUpdates': {'x': null}}",
        "PutItem {'Item': {'id': {'S': 'a'}}, 'Expected': {'x': null}}",
        "Scan {'ScanFilter': {'x': null}}",
        "Query {'KeyConditions': {'id': null}}",
        "BatchGetItem {'RequestItems': {'tab': null}}",
        "BatchWriteItem {'RequestItems': {'tab': null}}",
        "BatchWriteItem {'RequestItems': {'tab': [null]}}",
        "TransactWriteItems {'TransactItems': [null]}"
      })
  void a_null_instead_of_an_object_is_refused(String request) throws IOException {
    assertThat(run(request).type()).isEqualTo("ValidationException");
  }

  private static ServerResponse run(String request) throws IOException {
    var operation = request.substring(0, request.indexOf(' '));
    var body = request.substring(operation.length() + 1).replace('\'', '"');
    return call(operation, "{\"TableName\": \"tab\", " + body.substring(1));
  }

  @Test
  void a_null_instead_of_an_attribute_name_is_refused() throws IOException {
    var answer =
        call(
            "Scan",
            """
            {"TableName": "tab", "FilterExpression": "attribute_exists(x)",
             "ExpressionAttributeNames": {"#x": null}}\
            """);
    assertThat(answer.type()).isEqualTo("ValidationException");
    assertThat(answer.json().text("message"))
        .startsWith("ExpressionAttributeNames contains invalid value");
  }
}
