package farestream.tlc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The SHA-256 of a record's values, in four parts from which its trip is derived. The same record
/// has the same hash in any file, with any order of columns and any notation of its numbers (`1.0`
/// for `1`).
///
/// @param identity identifies the record
/// @param rider selects the rider
/// @param driver selects the driver
/// @param number selects the 7 digits of the tripinfo
record RecordHash(long identity, long rider, long driver, long number) {
  private static final int NUMBERS = 10_000_000;

  /// Coprime to `NUMBERS`, so that up to that many equal records all get different digits.
  private static final long STRIDE = 1_000_003;

  /// @param content the record's values. Their order must never change, because the next version
  ///     would then book the same trips again.
  static RecordHash of(String content) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var hash = ByteBuffer.wrap(sha.digest(content.getBytes(StandardCharsets.UTF_8)));
      return new RecordHash(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /// Returns the 7 digits of the tripinfo.
  ///
  /// @param occurrence 0 for the first of equal records in a file, 1 for the next
  int digits(int occurrence) {
    return Math.floorMod(Math.floorMod(number, NUMBERS) + occurrence * STRIDE, NUMBERS);
  }
}
