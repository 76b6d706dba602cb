package farestream.billing;

/// The rule by which a trip's total is shared between driver and platform. The database function
/// `share_of_trip` applies it, and each bill stores its name.
public enum SharePolicy {

  /// As in the workshop, the driver gets the share of the whole total, however it was paid.
  LAB("lab"),

  /// The driver gets all tips and tolls and the share of fare and extras. Taxes and surcharges are
  /// passed on. Cash that the driver already holds is deducted, and an unpaid trip earns nothing.
  COMPONENTS("components");

  private final String text;

  SharePolicy(String text) {
    this.text = text;
  }

  /// Returns the policy of a name.
  ///
  /// @throws IllegalArgumentException if there is no policy of that name
  public static SharePolicy of(String text) {
    for (var policy : values()) {
      if (policy.text.equals(text)) {
        return policy;
      }
    }
    throw new IllegalArgumentException("policy must be lab or components, not " + text);
  }

  /// Returns the name as it is stored in the database and given on the command line.
  @Override
  public String toString() {
    return text;
  }
}
