package farestream.bank;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Stops a parser that gathers one endless piece: a comment, an attribute, a name.
final class PieceLimit extends FilterInputStream {
  static final int MOST_BYTES = 1 << 20;

  private int sinceLastPiece;

  PieceLimit(InputStream in) {
    super(in);
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
    if (sinceLastPiece > MOST_BYTES) {
      throw new IOException("a single piece of it is larger than 1 MB");
    }
  }
}
