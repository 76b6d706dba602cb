package farestream.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// Creates the sockets on which pgjdbc connects; the driver is given the name of this class.
/// `SO_LINGER` bounds the close of such a socket to a second, whatever the server does. Without
/// it, closing a TLS socket waits for a pending write, and that write waits for as long as the
/// server doesn't read.
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
    throw unsupported();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("pgjdbc connects the socket itself");
  }
}
