package farestream.failure;

/// The end of an operation whose reason is known. Its message is one line for the user: what
/// happened, to what, what to do next. Bugs and the exceptions of libraries are none.
public abstract sealed class Failure extends RuntimeException
    permits Breakdown, Refusal, Unreachable, WrongUsage {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }

  Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
