package farestream.local;

import farestream.failure.Refusal;
import java.nio.file.Path;

/// The folder chosen as data folder contains files, but no `lock` file that marks it as one of
/// Farestream's.
public final class ForeignFolder extends Refusal {
  private static final long serialVersionUID = 1L;

  ForeignFolder(Path folder) {
    super(
        ("%s contains files and isn't a data folder of Farestream: choose an empty or a new folder"
                + " with --data")
            .formatted(folder));
  }
}
