package farestream.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The files that a command has open. Closing them deletes the copies of pipes.
public final class OpenFiles implements AutoCloseable {
  private final List<InputFile> files = new ArrayList<>();

  public void add(InputFile file) {
    files.add(file);
  }

  @Override
  public void close() {
    for (var file : files) {
      try {
        file.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
