package farestream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/// Finds free ports on 127.0.0.1, the only address that the local servers listen on.
final class LoopbackPort {

  /// The text of EADDRINUSE, in a server's log and in Java's exceptions.
  static final String TAKEN = "Address already in use";

  private static final int ATTEMPTS = 5;

  // Below the ephemeral ports of Linux (from 32768) and macOS (from 49152).
  private static final int LOWEST = 16_384;
  private static final int HIGHEST = 32_768;
  private static final int MOST_PORTS_TRIED = 100;

  private LoopbackPort() {}

  /// Checks that a port is free before any server is started, so that the error comes at once.
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

  /// Starts a server on the given port, or on any free port if it is 0. Another program may take a
  /// free port before the server does; then another one is tried, up to 5 times.
  ///
  /// @param start starts the server on a port
  /// @throws PortInUse if the given port, or each port that was tried, is taken
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

  /// Returns a free port that isn't an ephemeral one. The system could give an ephemeral port to
  /// any outgoing connection, even of our own clients, while a server is being restarted.
  private static int anyFree() throws IOException {
    for (var attempt = 1; ; attempt++) {
      try {
        return bindAndRelease(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
      } catch (BindException taken) {
        if (attempt == MOST_PORTS_TRIED) {
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

  // Java appends words of its own in parentheses: "Permission denied (Bind failed)".
  private static String withoutDetails(BindException refused) {
    var message = String.valueOf(refused.getMessage());
    var bracket = message.indexOf(" (");
    return bracket < 0 ? message : message.substring(0, bracket);
  }
}
