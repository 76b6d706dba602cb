package farestream.local;

/// Another program listens on the port that a server was to get. The command line knows which
/// option of its own chooses another.
public final class PortInUse extends CannotStart {
  private static final long serialVersionUID = 1L;

  private final LocalServer server;
  private final int port;

  PortInUse(LocalServer server, int port) {
    super(
        "%s can't listen on port %d: another program does; stop that one or choose another port"
            .formatted(server.title(), port));
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
