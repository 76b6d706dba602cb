package farestream.local;

import farestream.failure.Refusal;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The data folder is locked by another process, or by an earlier start in this process.
public final class FolderInUse extends Refusal {
  private static final long serialVersionUID = 1L;

  private final long pid;

  FolderInUse(Path folder, OptionalLong holder) {
    super(
        "%s is in use by %s: stop that process or choose another folder with --data"
            .formatted(
                folder, holder.isPresent() ? "process " + holder.getAsLong() : "another process"));
    this.pid = holder.orElse(0);
  }

  /// Returns the id of the process that holds the lock. It is absent in the short time between
  /// taking the lock and writing the id.
  public OptionalLong pid() {
    return pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid);
  }
}
