package farestream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/// Ports of 127.0.0.1, the only address our servers listen on.
final class LoopbackPort {

  /// How a server says in its log, and the system to us, that its port is taken.
  static final String TAKEN = "Address already in use";

  private static final int ATTEMPTS = 5;

  // Below what Linux (from 32768) and macOS (from 49152) give to outgoing connections.
  private static final int LOWEST = 16_384;
  private static final int HIGHEST = 32_768;
  private static final int MOST_TRIED = 100;

  private LoopbackPort() {}

  /// Asks before anything is started, so that a busy port is told at once.
  ///
  /// @throws PortInUse if another program listens there
  static void requireFree(LocalServer server, int port) {
    try {
      bindAndRelease(port);
    } catch (BindException refused) {
      if (TAKEN.equals(withoutDetails(refused))) {
        throw new PortInUse(server, port);
      }
      throw new StartFailure(
          "%s can't listen on port %d: %s; choose another port"
              .formatted(server.title(), port, withoutDetails(refused)),
          refused);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Starts a server on the wanted port, or with 0 on any free one: another program may take that
  /// before the server does, so then it's tried again.
  static <T> T startOn(int wanted, IntFunction<T> start) {
    for (var attempt = 1; ; attempt++) {
      try {
        return start.apply(wanted == 0 ? anyFree() : wanted);
      } catch (PortInUse taken) {
        if (wanted != 0 || attempt == ATTEMPTS) {
          throw taken;
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /// None that the system gives to outgoing connections: one of those, even a client's of ours,
  /// could take it while the server is down for a moment and is started again.
  private static int anyFree() throws IOException {
    for (var attempt = 1; ; attempt++) {
      try {
        return bindAndRelease(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
      } catch (BindException taken) {
        if (attempt == MOST_TRIED) {
          throw taken;
        }
      }
    }
  }

  private static int bindAndRelease(int port) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
      return socket.getLocalPort();
    }
  }

  // The system's words, of which Java adds some in brackets: "Permission denied (Bind failed)".
  private static String withoutDetails(BindException refused) {
    var message = String.valueOf(refused.getMessage());
    var bracket = message.indexOf(" (");
    return bracket < 0 ? message : message.substring(0, bracket);
  }
}
