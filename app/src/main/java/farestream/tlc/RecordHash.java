package farestream.tlc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What a record's content decides about its trip: SHA-256 of its values, in four parts. The same
/// record in another file, another column order or another spelling of its numbers (`1.0` for `1`)
/// has the same.
///
/// @param identity tells records apart
/// @param rider decides who rides
/// @param driver decides who drives
/// @param number decides the 7 digits of the tripinfo
record RecordHash(long identity, long rider, long driver, long number) {
  private static final int NUMBERS = 10_000_000;

  /// Prime to the above, so that each of as many equal records gets digits of its own.
  private static final long STRIDE = 1_000_003;

  /// @param content the record's values in an order that never changes, or trips would be booked
  ///     anew by the next version
  static RecordHash of(String content) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var hash = ByteBuffer.wrap(sha.digest(content.getBytes(StandardCharsets.UTF_8)));
      return new RecordHash(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /// @param occurrence 0 for the first of equal records in a file, 1 for the next
  int digits(int occurrence) {
    return Math.floorMod(Math.floorMod(number, NUMBERS) + occurrence * STRIDE, NUMBERS);
  }
}
