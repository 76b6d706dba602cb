package farestream.dynamodb.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.json.JsonWriter;
import farestream.dynamodb.operation.Operation;
import farestream.dynamodb.value.Binary;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Handles DynamoDB's JSON protocol 1.0: a POST names its operation in the header `X-Amz-Target`
/// and has a JSON object as its body.
public final class ProtocolHandler implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(ProtocolHandler.class.getName());
  private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
  private static final HexFormat REQUEST_ID = HexFormat.of().withUpperCase();
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  private final AtomicLong requests = new AtomicLong(System.nanoTime());
  private final AccessKey accessKey;
  private final Map<String, Operation> operations;

  /// @param operations the operations by target, such as `DynamoDB_20120810.PutItem`
  public ProtocolHandler(String accessKey, Map<String, Operation> operations) {
    this.accessKey = new AccessKey(accessKey);
    this.operations = Map.copyOf(operations);
  }

  private record Answer(int status, String contentType, Binary body) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answer(exchange);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.contentType);
      headers.set("x-amzn-RequestId", requestId());
      headers.set("x-amz-crc32", Long.toString(crc32(answer.body.bytes())));
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status, -1);
        return;
      }
      exchange.sendResponseHeaders(answer.status, answer.body.bytes().length);
      // Closing the body here sends the response before the exchange drains the rest of a request
      // body that was too large.
      try (var output = exchange.getResponseBody()) {
        output.write(answer.body.bytes());
      }
    } catch (Disconnection injected) {
      LOG.log(Level.DEBUG, "closed a connection without a response: injected fault");
    }
  }

  /// Returns a unique id. Generating a UUID would cost more than handling a small request.
  private String requestId() {
    return REQUEST_ID.toHexDigits(requests.incrementAndGet());
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    if (!LoopbackHost.is(headers.getFirst("Host"))) {
      return text(403, "The Host header must be a loopback host, such as localhost.\n");
    }
    if (exchange.getRequestMethod().equals("GET")) {
      return text(200, "healthy: local DynamoDB\n");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return text(405, "DynamoDB's protocol uses POST.\n");
    }
    try {
      // These checks precede reading the body, so that an unauthenticated client can't use memory.
      var operation = operation(headers.getFirst("X-Amz-Target"));
      accessKey.require(headers.getFirst("Authorization"));
      var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      return body.length > MAX_BODY_BYTES
          ? text(413, "The body is larger than 16 MiB.\n")
          : run(operation, body);
    } catch (ServiceException refusal) {
      return refusal(refusal);
    }
  }

  private static Answer run(Operation operation, byte[] body) {
    try {
      return json(200, operation.run(JsonReader.read(body)));
    } catch (ServiceException refusal) {
      return refusal(refusal);
    } catch (Disconnection injected) {
      throw injected;
    } catch (RuntimeException | StackOverflowError fault) {
      LOG.log(Level.ERROR, "a request failed", fault);
      return refusal(ServiceException.internal());
    }
  }

  private Operation operation(@Nullable String target) {
    var operation = target == null ? null : operations.get(target);
    if (operation == null) {
      throw ServiceException.unknownOperation();
    }
    return operation;
  }

  private static Answer refusal(ServiceException refusal) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("__type", refusal.type());
    fields.put("message", refusal.text());
    fields.putAll(refusal.fields());
    return json(refusal.status(), fields);
  }

  private static Answer json(int status, Map<String, ?> fields) {
    return new Answer(status, CONTENT_TYPE, new Binary(JsonWriter.write(fields)));
  }

  private static Answer text(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", new Binary(text.getBytes(UTF_8)));
  }

  private static long crc32(byte[] body) {
    var crc = new CRC32();
    crc.update(body);
    return crc.getValue();
  }
}
