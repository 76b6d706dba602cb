package farestream.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A TCP proxy to the server. Once stopped, it neither reads nor writes, as if the server had
/// lost power.
final class StoppableProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 4_096;

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  private StoppableProxy(ServerSocket listener) {
    this.listener = listener;
  }

  static StoppableProxy to(int port) throws IOException {
    var listener = new ServerSocket();
    listener.setReceiveBufferSize(BUFFER_BYTES);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var proxy = new StoppableProxy(listener);
    proxy.threads.execute(() -> proxy.connect(port));
    return proxy;
  }

  private void connect(int port) {
    while (true) {
      try {
        var client = listener.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        threads.execute(() -> copy(client, server));
        threads.execute(() -> copy(server, client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void copy(Socket from, Socket to) {
    var buffer = new byte[BUFFER_BYTES];
    try (to) {
      for (var length = 0; length >= 0; length = from.getInputStream().read(buffer)) {
        while (stopped) {
          Thread.sleep(Duration.ofSeconds(1));
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException | InterruptedException end) {
      // Closing the other socket tells the other side.
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
