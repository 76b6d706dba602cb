package farestream.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// What the driver makes its connection of, by this class's name: sockets that can be closed
/// within a second whatever the other side does. Else the close of one with TLS waits for a write
/// that is under way, and that one for a server that takes nothing more.
public final class AbortableSockets extends SocketFactory {
  private static final int LINGER_SECONDS = 1;

  @Override
  public Socket createSocket() throws IOException {
    var socket = new Socket();
    socket.setSoLinger(true, LINGER_SECONDS);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw connected();
  }

  private static UnsupportedOperationException connected() {
    return new UnsupportedOperationException("the driver connects by itself");
  }
}
