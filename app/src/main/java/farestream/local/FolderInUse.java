package farestream.local;

import farestream.failure.Refusal;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Another process (or this one, earlier) runs its servers on the folder.
public final class FolderInUse extends Refusal {
  private static final long serialVersionUID = 1L;

  private final long pid;

  FolderInUse(Path folder, OptionalLong holder) {
    super(
        "%s is in use by %s: stop that one or choose another folder with --data"
            .formatted(
                folder, holder.isPresent() ? "process " + holder.getAsLong() : "another process"));
    this.pid = holder.orElse(0);
  }

  /// The process that holds the folder; empty in the instant before it has written its number.
  public OptionalLong pid() {
    return pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid);
  }
}
