package farestream.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A line to the server on which, from a moment on, nothing is taken and nothing comes, as if the
/// other side had lost its power.
final class StoppableLine implements AutoCloseable {
  private static final int SMALL = 4_096;

  private final ServerSocket door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  private StoppableLine(ServerSocket door) {
    this.door = door;
  }

  static StoppableLine to(int port) throws IOException {
    var door = new ServerSocket();
    door.setReceiveBufferSize(SMALL);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var line = new StoppableLine(door);
    line.threads.execute(() -> line.connect(port));
    return line;
  }

  private void connect(int port) {
    while (true) {
      try {
        var near = door.accept();
        var far = new Socket(InetAddress.getLoopbackAddress(), port);
        threads.execute(() -> carry(near, far));
        threads.execute(() -> carry(far, near));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void carry(Socket from, Socket to) {
    var buffer = new byte[SMALL];
    try (to) {
      for (var length = 0; length >= 0; length = from.getInputStream().read(buffer)) {
        while (stopped) {
          Thread.sleep(Duration.ofSeconds(1));
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException | InterruptedException over) {
      // The other side learns it by the close.
    }
  }

  int port() {
    return door.getLocalPort();
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
