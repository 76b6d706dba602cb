package farestream.billing;

/// How a trip's total is shared between the driver and the platform. The database's
/// `share_of_trip` does it; the name is written on each bill.
public enum SharePolicy {

  /// The driver gets the share of the whole total, however it was paid, as in the workshop.
  LAB("lab"),

  /// The driver gets tips and tolls whole and the share of fare and extras; taxes and surcharges
  /// are passed on. What was paid in cash he has already; what nobody paid earns nothing.
  COMPONENTS("components");

  private final String text;

  SharePolicy(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException if there is no such policy
  public static SharePolicy of(String text) {
    for (var policy : values()) {
      if (policy.text.equals(text)) {
        return policy;
      }
    }
    throw new IllegalArgumentException("a policy is lab or components, not " + text);
  }

  /// As it stands in the database, and as one types it.
  @Override
  public String toString() {
    return text;
  }
}
