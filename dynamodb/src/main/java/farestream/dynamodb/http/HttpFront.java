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

/// An HTTP server on loopback that handles each request in a virtual thread.
public final class HttpFront implements AutoCloseable {
  private static final int BACKLOG = 1_024;

  /// System properties that the JDK's HTTP server reads once per JVM. The first disables Nagle's
  /// algorithm, which would delay responses. The others limit the seconds that a request may take
  /// to arrive and the number of connections.
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

  /// @param port the port; 0 picks a free one
  /// @throws IOException if the server can't listen on the port
  public static HttpFront start(int port, HttpHandler handler) throws IOException {
    var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    var server = create(address);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    return new HttpFront(server, threads);
  }

  /// Creates the JDK's server with [#SETTINGS]. The JDK has no settings per server: it reads them
  /// from system properties when the JVM's first server is created. This method therefore sets
  /// them only during that call and leaves those that the host program has set. If the host
  /// program created a server earlier, the settings of that one apply to this server, too.
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
