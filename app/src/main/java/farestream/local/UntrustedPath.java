package farestream.local;

import farestream.failure.Refusal;
import java.nio.file.Path;

/// Another user could have written a folder or file that Farestream would trust.
public final class UntrustedPath extends Refusal {
  private static final long serialVersionUID = 1L;

  private UntrustedPath(String message) {
    super(message);
  }

  static UntrustedPath ofAnother(Path path, String owner) {
    return new UntrustedPath(
        "%s belongs to %s, who could have written anything there: use a folder that only you may write"
            .formatted(path, owner));
  }

  static UntrustedPath writable(Path path, int mode) {
    return new UntrustedPath(
        ("%s may be written by others (mode %04o): use a folder that only you may write, or, if"
                + " nobody else has written there, run chmod go-w '%s'")
            .formatted(path, mode, path));
  }

  static UntrustedPath link(Path path) {
    return new UntrustedPath(
        "%s is a symbolic link, which is not followed: put the file itself there or use another folder"
            .formatted(path));
  }
}
