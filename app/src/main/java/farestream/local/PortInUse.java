package farestream.local;

import farestream.failure.Refusal;

/// Another program listens on the port of a server that is to be started.
public final class PortInUse extends Refusal {
  private static final long serialVersionUID = 1L;

  private final LocalServer server;
  private final int port;

  PortInUse(LocalServer server, int port) {
    super(
        "%s can't listen on port %d: another program does; stop it or choose another port with %s"
            .formatted(server.title(), port, server.portOption()));
    this.server = server;
    this.port = port;
  }

  public LocalServer server() {
    return server;
  }

  public int port() {
    return port;
  }
}
