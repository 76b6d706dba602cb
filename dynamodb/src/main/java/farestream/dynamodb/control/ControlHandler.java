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

/// Commands over HTTP: `POST /NAME` with a JSON object, and the access key as a bearer token. The
/// answer is a JSON object, `{"error": …}` where a command is refused.
public final class ControlHandler implements HttpHandler {
  private static final int LARGEST_BODY = 64 * 1024;

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
      // Closed by itself, it is sent before the rest of a body that was too large is awaited.
      try (var output = exchange.getResponseBody()) {
        output.write(body);
      }
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    if (!LoopbackHost.is(headers.getFirst("Host"))) {
      return error(403, "This server answers on loopback only, by its name there");
    }
    if (!accessKey.isBearer(headers.getFirst("Authorization"))) {
      return error(401, "Authorization must be: Bearer, a space, the server's access key");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return error(405, "Commands use POST");
    }
    var command = commands.get(exchange.getRequestURI().getPath());
    if (command == null) {
      return error(
          404, "Commands are " + String.join(", ", commands.keySet().stream().sorted().toList()));
    }
    var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      return error(413, "The body has more than 64 KiB");
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
