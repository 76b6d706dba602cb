package farestream.money;

/// Thrown for a text or number that isn't a valid amount of money. The message says why.
public final class InvalidAmount extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidAmount(String why) {
    super(why);
  }
}
