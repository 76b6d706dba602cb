package farestream.local;

import farestream.failure.Unreachable;

/// A local server can't be started. The message is one line that says what failed, why, and what to
/// do next.
public class StartFailure extends Unreachable {
  private static final long serialVersionUID = 1L;

  StartFailure(String message) {
    super(message);
  }

  StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
