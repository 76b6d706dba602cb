package farestream.dynamodb;

import farestream.dynamodb.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Calls operations over one connection, without retries. Not thread-safe.
public final class ProtocolClient implements AutoCloseable {
  private final RawConnection connection;
  private final String headers;

  public ProtocolClient(URI endpoint, String accessKey) throws IOException {
    connection = RawConnection.to(endpoint);
    headers =
        "Host: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\nAuthorization: "
            + authorization(accessKey)
            + "\r\n";
  }

  /// Returns the value of the header `Authorization`, in the format of AWS's SDKs.
  public static String authorization(String accessKey) {
    return ("AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/dynamodb/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=00")
        .formatted(accessKey);
  }

  /// @param operation the name of the operation, without its namespace
  public ServerResponse call(String operation, Map<String, ?> request) throws IOException {
    return post(target(operation), JsonWriter.write(request));
  }

  public ServerResponse post(String target, byte[] body) throws IOException {
    connection.send("POST / HTTP/1.1\r\nX-Amz-Target: " + target + "\r\n" + headers, body);
    return connection.answer();
  }

  /// Calls an operation that must succeed.
  public ServerResponse done(String operation, Map<String, ?> request) throws IOException {
    var answer = call(operation, request);
    if (answer.status() != 200) {
      throw new AssertionError(operation + " " + request + ": " + answer);
    }
    return answer;
  }

  static String target(String operation) {
    var streams = operation.contains("Stream") || operation.matches("GetRecords|GetShardIterator");
    return (streams ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + operation;
  }

  /// Creates a table whose partition key is the string `id`.
  public ServerResponse createTable(String name) throws IOException {
    return done(
        "CreateTable",
        Map.of(
            "TableName",
            name,
            "BillingMode",
            "PAY_PER_REQUEST",
            "AttributeDefinitions",
            List.of(Map.of("AttributeName", "id", "AttributeType", "S")),
            "KeySchema",
            List.of(Map.of("AttributeName", "id", "KeyType", "HASH"))));
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
