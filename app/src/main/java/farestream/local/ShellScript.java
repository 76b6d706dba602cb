package farestream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The two watchmen that must outlive this JVM, and so are not Java. They are handed to `sh` as
/// text: no file of theirs can be missing when they're needed.
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
        throw new IllegalStateException("the build has left out " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
