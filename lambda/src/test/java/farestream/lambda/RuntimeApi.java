package farestream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server for Lambda's Runtime API, version 2018-06-01, for one function process.
public final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:trips";

  static {
    // Otherwise the JDK's server and the kernel wait 40 ms for each other between headers and body
    // (Nagle's algorithm and delayed acknowledgements).
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final BlockingQueue<Invocation> pending = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> restore = new CompletableFuture<>();
  private final CompletableFuture<Void> snapshotReady = new CompletableFuture<>();
  private volatile Invocation running = new Invocation("");

  /// A function's response to an event.
  ///
  /// @param failed whether the handler threw; the text is then Lambda's description of the error
  public record Answer(boolean failed, String text) {}

  private record Invocation(String id, String event, CompletableFuture<Answer> answer) {
    Invocation(String event) {
      this(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    }
  }

  private RuntimeApi(HttpServer server) {
    this.server = server;
  }

  public static RuntimeApi start() throws IOException {
    var loopback = InetAddress.ofLiteral("127.0.0.1");
    var server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    var api = new RuntimeApi(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(ROOT, api::handle);
    server.start();
    return api;
  }

  /// Returns the value for the variable `AWS_LAMBDA_RUNTIME_API`.
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Invokes the function with an event and waits for its response.
  public Answer invoke(String event) {
    return answered(begin(event));
  }

  /// Invokes the function without waiting.
  public CompletableFuture<Answer> begin(String event) {
    var invocation = new Invocation(event);
    pending.add(invocation);
    return invocation.answer();
  }

  public static Answer answered(CompletableFuture<Answer> answer) {
    return await(answer);
  }

  /// Waits until a function with SnapStart is ready for its snapshot.
  public void awaitSnapshot() {
    await(snapshotReady);
  }

  /// Continues the function as if it had been restored from the snapshot.
  public void restore() {
    restore.complete(null);
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new AssertionError("the function did not respond", failure);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().substring(ROOT.length());
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      switch (path) {
        case "invocation/next" -> next(exchange);
        case "restore/next" -> {
          snapshotReady.complete(null);
          restore.join();
          reply(exchange, 200, "");
        }
        case "init/error", "restore/error" -> {
          running.answer().complete(new Answer(true, body));
          pending.forEach(each -> each.answer().complete(new Answer(true, body)));
          snapshotReady.completeExceptionally(new AssertionError(body));
          reply(exchange, 202, "");
        }
        default -> {
          reply(exchange, 202, "");
          running.answer().complete(new Answer(path.endsWith("/error"), body));
        }
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    try {
      running = pending.take();
    } catch (InterruptedException stopped) {
      return;
    }
    var headers = exchange.getResponseHeaders();
    headers.add("Lambda-Runtime-Aws-Request-Id", running.id());
    headers.add("Lambda-Runtime-Invoked-Function-Arn", ARN);
    var deadline = System.currentTimeMillis() + TIMEOUT.toMillis();
    headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
    reply(exchange, 200, running.event());
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
