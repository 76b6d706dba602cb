package farestream.failure;

/// An expected failure of an operation. Its message is one line for the user: what happened, to
/// which object, and what to do next. Bugs and the exceptions of libraries aren't Failures.
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
