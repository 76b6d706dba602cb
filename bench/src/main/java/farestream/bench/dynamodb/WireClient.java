package farestream.bench.dynamodb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/// A connection that speaks DynamoDB's protocol with as little work as possible, so that the server
/// is measured and not the client. Not thread-safe.
final class WireClient implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;
  private final String headers;

  /// @param environment the environment variables with the server's endpoint and its access key
  WireClient(Map<String, String> environment) throws IOException {
    var endpoint = URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_DYNAMODB")));
    socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setTcpNoDelay(true);
    input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    output = socket.getOutputStream();
    headers =
        """
        Host: %s
        Content-Type: application/x-amz-json-1.0
        Authorization: AWS4-HMAC-SHA256 Credential=%s/20160101/us-east-1/dynamodb/aws4_request, \
        SignedHeaders=host, Signature=0
        """
            .formatted(endpoint.getAuthority(), environment.get("AWS_ACCESS_KEY_ID"))
            .replace("\n", "\r\n");
  }

  /// Sends a request and waits for the response.
  ///
  /// @param target the operation, such as `DynamoDB_20120810.GetItem`
  /// @return the response's body
  /// @throws IllegalStateException if the status isn't 200
  String post(String target, String body) throws IOException {
    var content = body.getBytes(UTF_8);
    var head =
        "POST / HTTP/1.1\r\n%sX-Amz-Target: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(headers, target, content.length)
            .getBytes(ISO_8859_1);
    var request = new byte[head.length + content.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(content, 0, request, head.length, content.length);
    output.write(request);
    var status = line();
    var answer = new String(input.readNBytes(bodyLength()), UTF_8);
    if (!status.startsWith("HTTP/1.1 200 ")) {
      throw new IllegalStateException(status + ": " + answer);
    }
    return answer;
  }

  private int bodyLength() throws IOException {
    var length = 0;
    for (var header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    return length;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var character = input.read(); character != '\n'; character = input.read()) {
      if (character < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (character != '\r') {
        line.append((char) character);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
