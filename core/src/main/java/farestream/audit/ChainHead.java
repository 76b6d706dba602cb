package farestream.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The head of the journal's hash chain. Keep it where nobody with write access to the database
/// can change it; it later proves that the chain up to this posting is unchanged.
///
/// @param posting the id of the last posting
/// @param digest the SHA-256 digest of that posting, in hexadecimal
public record ChainHead(long posting, String digest) {

  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,8}):([0-9a-fA-F]{64})");

  /// Parses the format of [#toString()]. Returns empty if the text has another format.
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
