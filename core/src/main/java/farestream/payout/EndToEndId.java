package farestream.payout;

import java.util.regex.Pattern;

/// By what the bank knows a payment: `FS-` and its number. [BatchMaking] gives it.
public final class EndToEndId {
  private static final Pattern OURS = Pattern.compile("FS-[1-9][0-9]{0,9}");

  private EndToEndId() {}

  /// Whether it names a payment of a Farestream, and not somebody else's from the same account.
  public static boolean isOurs(String endToEndId) {
    return OURS.matcher(endToEndId).matches();
  }
}
