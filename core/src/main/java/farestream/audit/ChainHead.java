package farestream.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the journal's chain of digests stands. Noted where nobody who can write the database can
/// write, it proves later that the chain up to it is still the same.
///
/// @param posting the number of its last posting
/// @param digest of that posting, in hexadecimal
public record ChainHead(long posting, String digest) {

  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,8}):([0-9a-fA-F]{64})");

  /// Reads what [#toString()] gives.
  public static Optional<ChainHead> read(String text) {
    var parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new ChainHead(Long.parseLong(parts.group(1)), parts.group(2).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return posting + ":" + digest;
  }
}
