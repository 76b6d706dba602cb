package farestream.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/// Computes the SHA-256 of a file, in hexadecimal digits, as `sha256sum` prints it.
public final class FileDigest {
  private FileDigest() {}

  /// @throws UncheckedIOException if the file can't be read
  public static String of(Path file) {
    return ofWhatIsWritten(
        to -> {
          try {
            Files.copy(file, to);
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }

  /// Returns the digest of the bytes that a writer writes. They aren't kept.
  public static String ofWhatIsWritten(Consumer<OutputStream> writer) {
    var digest = sha256();
    writer.accept(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
