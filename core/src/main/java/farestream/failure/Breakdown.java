package farestream.failure;

/// Something on this machine that the operation relies on doesn't work: a disk, a missing program.
public non-sealed class Breakdown extends Failure {
  private static final long serialVersionUID = 1L;

  public Breakdown(String message) {
    super(message);
  }

  public Breakdown(String message, Throwable cause) {
    super(message, cause);
  }
}
