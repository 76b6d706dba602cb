package farestream.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Creates temporary data folders on disk, because benchmarks measure the disk too, and deletes
/// them afterwards.
public final class Folders {

  /// An action on a folder.
  public interface Use {
    void with(Path folder) throws Exception;
  }

  private Folders() {}

  /// Runs an action on a new folder, and deletes the folder afterwards.
  public static void temporary(Use use) throws Exception {
    var folder = Files.createTempDirectory("farestream-bench-");
    try {
      use.with(folder);
    } finally {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
