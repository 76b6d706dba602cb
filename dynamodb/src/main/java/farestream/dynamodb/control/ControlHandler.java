package farestream.dynamodb.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.http.AccessKey;
import farestream.dynamodb.http.LoopbackHost;
import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.json.JsonWriter;
import farestream.dynamodb.store.StoreException;
import java.io.IOException;
import java.util.Map;

/// Serves the control port over HTTP. A command is `POST /NAME` with a JSON object as its body and
/// the access key as bearer token. The response is a JSON object, `{"error": …}` if the command is
/// refused.
public final class ControlHandler implements HttpHandler {
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final AccessKey accessKey;
  private final Map<String, Command> commands;

  public ControlHandler(String accessKey, Map<String, Command> commands) {
    this.accessKey = new AccessKey(accessKey);
    this.commands = Map.copyOf(commands);
  }

  private record Answer(int status, Map<String, ?> body) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answer(exchange);
      var body = JsonWriter.write(answer.body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status, body.length);
      // Closing the body here sends the response before the exchange drains the rest of a request
      // body that was too large.
      try (var output = exchange.getResponseBody()) {
        output.write(body);
      }
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    if (!LoopbackHost.is(headers.getFirst("Host"))) {
      return error(403, "The Host header must be a loopback host, such as localhost");
    }
    if (!accessKey.isBearer(headers.getFirst("Authorization"))) {
      return error(401, "The header Authorization must be Bearer and the server's access key");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return error(405, "Commands use POST");
    }
    var command = commands.get(exchange.getRequestURI().getPath());
    if (command == null) {
      return error(
          404,
          "Unknown command; the commands are "
              + String.join(", ", commands.keySet().stream().sorted().toList()));
    }
    var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      return error(413, "The body is larger than 64 KiB");
    }
    return run(command, body.length == 0 ? "{}".getBytes(UTF_8) : body);
  }

  private static Answer run(Command command, byte[] body) {
    try {
      return new Answer(200, command.run(JsonReader.read(body)));
    } catch (ServiceException refusal) {
      return error(400, refusal.text());
    } catch (StoreException failure) {
      return error(500, String.valueOf(failure.getMessage()));
    }
  }

  private static Answer error(int status, String message) {
    return new Answer(status, Map.of("error", message));
  }
}
