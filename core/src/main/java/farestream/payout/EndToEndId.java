package farestream.payout;

import java.util.Optional;
import java.util.regex.Pattern;

/// By what the bank knows a payment: `FS-` and its number. [BatchCreation] gives it.
public final class EndToEndId {
  private static final Pattern OURS = Pattern.compile("(?i:FS)-0*([1-9][0-9]{0,17})");

  private EndToEndId() {}

  /// As it was given, though banks pad it with blanks or zeros; empty if it is no payment's of a
  /// Farestream, but somebody else's from the same account.
  public static Optional<String> ours(String written) {
    var id = OURS.matcher(written.strip());
    return id.matches() ? Optional.of("FS-" + id.group(1)) : Optional.empty();
  }
}
