package farestream.payout;

import java.util.Optional;
import java.util.regex.Pattern;

/// The end-to-end id by which the bank identifies a payment: `FS-` and the payment's id.
/// [BatchCreation] assigns it.
public final class EndToEndId {
  private static final Pattern OURS = Pattern.compile("(?i:FS)-0*([1-9][0-9]{0,17})");

  private EndToEndId() {}

  /// Normalizes an id that a bank may have padded with blanks or zeros. Returns empty if the id
  /// doesn't have Farestream's format, as with other payments from the same account.
  public static Optional<String> ours(String written) {
    var id = OURS.matcher(written.strip());
    return id.matches() ? Optional.of("FS-" + id.group(1)) : Optional.empty();
  }
}
