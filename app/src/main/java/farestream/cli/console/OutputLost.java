package farestream.cli.console;

import farestream.failure.Breakdown;
import java.io.IOException;
import java.util.Objects;

/// Standard output couldn't be written, and so what was printed is not whole.
public final class OutputLost extends Breakdown {
  private static final long serialVersionUID = 1L;

  private final boolean nobodyReads;

  public OutputLost(IOException failure) {
    super(
        ("could not write to standard output (%s): what was printed is not whole. If the command"
                + " changes something, that is done; make room and have it shown again")
            .formatted(Objects.requireNonNullElse(failure.getMessage(), "no reason given")),
        failure);
    this.nobodyReads = "Broken pipe".equals(failure.getMessage());
  }

  /// The reader of a pipe has had enough, as `head` has: no reason to say anything.
  public boolean nobodyReads() {
    return nobodyReads;
  }
}
