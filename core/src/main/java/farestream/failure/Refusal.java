package farestream.failure;

/// A rule refuses the operation. The same command is refused again until the object that the
/// message names changes. Exit status 3.
public non-sealed class Refusal extends Failure {
  private static final long serialVersionUID = 1L;

  public Refusal(String message) {
    super(message);
  }

  public Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
