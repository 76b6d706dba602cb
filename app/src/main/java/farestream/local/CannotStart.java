package farestream.local;

import farestream.failure.Unreachable;

/// A local server can't be started. The message is one line: what, why, what to do.
public class CannotStart extends Unreachable {
  private static final long serialVersionUID = 1L;

  CannotStart(String message) {
    super(message);
  }

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
