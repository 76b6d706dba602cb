package farestream.dynamodblocal;

/// Placeholder.
public final class LoopbackServer {
  private LoopbackServer() {}
}
