package farestream.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Data folders on the disk, which is what is to be measured, gone afterwards.
public final class Folders {

  /// What is done with a folder.
  public interface Use {
    void with(Path folder) throws Exception;
  }

  private Folders() {}

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
