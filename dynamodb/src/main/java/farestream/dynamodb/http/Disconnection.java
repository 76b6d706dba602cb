package farestream.dynamodb.http;

/// Thrown by an operation to have the connection closed without a response.
public final class Disconnection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Disconnection() {
    super("an injected fault closes the connection", null, false, false);
  }
}
