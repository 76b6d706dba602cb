package farestream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The two scripts that clean up after this JVM. They must outlive it and so aren't Java. They are
/// passed to `sh` as text, so that no file can be missing when they run.
enum ShellScript {
  GUARD("guard.sh"),
  SWEEP("sweep.sh");

  private final String file;

  ShellScript(String file) {
    this.file = file;
  }

  String text() {
    try (var stream = ShellScript.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("missing resource " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
