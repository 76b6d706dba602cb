package farestream.local;

import farestream.failure.WrongUsage;
import java.nio.file.Path;

/// The path chosen as data folder is a file, or lies below a file.
public final class NotAFolder extends WrongUsage {
  private static final long serialVersionUID = 1L;

  NotAFolder(Path wanted) {
    super("%s is not a folder: choose another data folder with --data".formatted(wanted));
  }
}
