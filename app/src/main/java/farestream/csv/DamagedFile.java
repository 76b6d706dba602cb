package farestream.csv;

import farestream.failure.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/// A file that can never be read to its end: a truncated or corrupt gzip file, or one with too
/// many lines.
public final class DamagedFile extends Refusal {
  private static final long serialVersionUID = 1L;

  DamagedFile(String message) {
    super(message);
  }

  /// Returns whether the failure is due to the file's content and not to the disk. Only gzip
  /// files can fail so.
  static boolean is(IOException failure) {
    return failure instanceof EOFException || failure instanceof ZipException;
  }
}
