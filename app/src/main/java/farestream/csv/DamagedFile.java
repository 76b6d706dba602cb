package farestream.csv;

import farestream.failure.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/// A file that can't be read to its end, however often it is tried: a gzipped one that was cut or
/// changed, or one without an end in sight.
public final class DamagedFile extends Refusal {
  private static final long serialVersionUID = 1L;

  DamagedFile(String message) {
    super(message);
  }

  /// Whether it is the file's fault, and not the disk's. A plain file has no such end.
  static boolean is(IOException failure) {
    return failure instanceof EOFException || failure instanceof ZipException;
  }
}
