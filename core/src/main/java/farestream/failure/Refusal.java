package farestream.failure;

/// A rule says no. The same command is refused again until what it names is changed.
public non-sealed class Refusal extends Failure {
  private static final long serialVersionUID = 1L;

  public Refusal(String message) {
    super(message);
  }

  public Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
