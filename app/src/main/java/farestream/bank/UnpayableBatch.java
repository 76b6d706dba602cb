package farestream.bank;

/// A payment or batch that no bank file can carry; the message says which and why, and names no
/// person.
public final class UnpayableBatch extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnpayableBatch(String why) {
    super(why);
  }
}
