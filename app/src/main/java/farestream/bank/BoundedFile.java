package farestream.bank;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Limits the size of a bank's file and of each XML token in it, so that a parser that buffers an
/// endless comment, attribute or name stops.
final class BoundedFile extends FilterInputStream {
  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_TOKEN_BYTES = 1 << 20;

  private int sinceLastToken;

  private BoundedFile(InputStream in) {
    super(in);
  }

  /// @throws BankFileRefused if the file doesn't exist, can't be read or is larger than the limit
  static BoundedFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BankFileRefused(
          Files.isDirectory(file)
              ? file + " is a folder; pass the bank's file in it"
              : "file " + file + " doesn't exist; pass the file that the bank sent");
    }
    if (!Files.isReadable(file)) {
      throw new BankFileRefused(file + " can't be read; check its permissions");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new BankFileRefused(
          "%s is larger than the limit of %d MB; ask the bank to split it"
              .formatted(file.getFileName(), MAX_BYTES >> 20));
    }
    return new BoundedFile(Files.newInputStream(file));
  }

  /// Called when the parser has returned a complete token.
  void nextToken() {
    sinceLastToken = 0;
  }

  @Override
  public int read() throws IOException {
    var one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = super.read(buffer, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  private void count(int read) throws IOException {
    sinceLastToken += read;
    if (sinceLastToken > MAX_TOKEN_BYTES) {
      throw new IOException("a single XML token is larger than 1 MB");
    }
  }
}
