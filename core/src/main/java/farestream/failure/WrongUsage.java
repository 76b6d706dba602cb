package farestream.failure;

/// A setting or an argument is invalid. Exit status 2.
public non-sealed class WrongUsage extends Failure {
  private static final long serialVersionUID = 1L;

  public WrongUsage(String message) {
    super(message);
  }

  public WrongUsage(String message, Throwable cause) {
    super(message, cause);
  }
}
