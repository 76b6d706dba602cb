package farestream.bank;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A bank's file of a bounded size, which also stops a parser that gathers one endless piece: a
/// comment, an attribute, a name.
final class BoundedFile extends FilterInputStream {
  private static final long MOST_BYTES = 256L << 20;
  private static final int MOST_BYTES_OF_A_PIECE = 1 << 20;

  private int sinceLastPiece;

  private BoundedFile(InputStream in) {
    super(in);
  }

  /// @throws BankFileRefused if it is no file, may not be read, or is larger than the limit
  static BoundedFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BankFileRefused(
          Files.isDirectory(file)
              ? file + " is a folder: name the bank's file in it"
              : "there is no file " + file + ": name the one that the bank sent");
    }
    if (!Files.isReadable(file)) {
      throw new BankFileRefused(file + " may not be read: see its permissions");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new BankFileRefused(
          "%s is larger than %d MB, which is the limit: ask the bank for it in parts"
              .formatted(file.getFileName(), MOST_BYTES >> 20));
    }
    return new BoundedFile(Files.newInputStream(file));
  }

  /// One piece has come out of the parser whole.
  void nextPiece() {
    sinceLastPiece = 0;
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
    sinceLastPiece += read;
    if (sinceLastPiece > MOST_BYTES_OF_A_PIECE) {
      throw new IOException("a single piece of it is larger than 1 MB");
    }
  }
}
