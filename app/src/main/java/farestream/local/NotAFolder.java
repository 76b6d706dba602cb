package farestream.local;

import farestream.failure.WrongUsage;
import java.nio.file.Path;

/// What was given as the data folder is a file, or lies below one.
public final class NotAFolder extends WrongUsage {
  private static final long serialVersionUID = 1L;

  NotAFolder(Path wanted) {
    super("%s is not a folder: choose another data folder with --data".formatted(wanted));
  }
}
