package farestream.cli.console;

import farestream.failure.Breakdown;
import java.io.IOException;
import java.util.Objects;

/// Standard output couldn't be written, so the printed output is incomplete.
public final class OutputLost extends Breakdown {
  private static final long serialVersionUID = 1L;

  private final boolean isPipeClosed;

  public OutputLost(IOException failure) {
    super(
        ("could not write to standard output (%s): the output is incomplete. Changes made by the"
                + " command are committed; free space and print them again")
            .formatted(Objects.requireNonNullElse(failure.getMessage(), "no reason given")),
        failure);
    this.isPipeClosed = "Broken pipe".equals(failure.getMessage());
  }

  /// Whether the reader closed the pipe, as `head` does. That is not reported as an error.
  public boolean isPipeClosed() {
    return isPipeClosed;
  }
}
