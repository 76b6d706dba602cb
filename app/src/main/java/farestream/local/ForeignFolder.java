package farestream.local;

import farestream.failure.Refusal;
import java.nio.file.Path;

/// The data folder that was asked for holds somebody's files, and none that say it is one of ours.
public final class ForeignFolder extends Refusal {
  private static final long serialVersionUID = 1L;

  ForeignFolder(Path folder) {
    super(
        ("%s holds other files and is no data folder of Farestream: choose an empty or a new folder"
                + " with --data")
            .formatted(folder));
  }
}
