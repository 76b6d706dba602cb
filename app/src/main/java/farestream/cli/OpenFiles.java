package farestream.cli;

import farestream.csv.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The files that a command has open; of pipes, copies that are deleted when it ends.
final class OpenFiles implements AutoCloseable {
  private final List<InputFile> files = new ArrayList<>();

  void add(InputFile file) {
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
