package farestream.dynamodb.http;

/// An operation asks for its request's connection to be closed without an answer.
public final class Disconnection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Disconnection() {
    super("the connection is closed on demand", null, false, false);
  }
}
