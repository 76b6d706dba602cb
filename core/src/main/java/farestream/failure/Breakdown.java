package farestream.failure;

/// Something on this machine that the operation needs doesn't work, such as a full disk or a
/// missing program. Exit status 1.
public non-sealed class Breakdown extends Failure {
  private static final long serialVersionUID = 1L;

  public Breakdown(String message) {
    super(message);
  }

  public Breakdown(String message, Throwable cause) {
    super(message, cause);
  }
}
