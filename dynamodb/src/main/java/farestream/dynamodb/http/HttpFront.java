package farestream.dynamodb.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on loopback with a virtual thread for each request.
public final class HttpFront implements AutoCloseable {
  private static final int BACKLOG = 1_024;

  /// What the JDK's server reads once per JVM. Without the first, answers wait for Nagle's
  /// algorithm; the others close connections that send too slowly.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "sun.net.httpserver.nodelay", "true",
          "sun.net.httpserver.maxReqTime", "30",
          "jdk.httpserver.maxConnections", "2048",
          "sun.net.httpserver.maxIdleConnections", "1024");

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpFront(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /// @param port 0 for any that is free
  /// @throws IOException if it can't listen there
  public static HttpFront start(int port, HttpHandler handler) throws IOException {
    var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    var server = create(address);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    return new HttpFront(server, threads);
  }

  /// The JDK has no settings of one server: it reads them from system properties when the first one
  /// is created. So they are set for that moment only, and none that the host program has set is
  /// changed. A host whose own server came first keeps its settings, for this server, too.
  private static synchronized HttpServer create(InetSocketAddress address) throws IOException {
    var added = new HashMap<>(SETTINGS);
    added.keySet().removeIf(name -> System.getProperty(name) != null);
    added.forEach(System::setProperty);
    try {
      return HttpServer.create(address, BACKLOG);
    } finally {
      added.keySet().forEach(System::clearProperty);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
