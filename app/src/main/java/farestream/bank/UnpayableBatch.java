package farestream.bank;

/// A payment or batch that no bank file can carry. The message says which one and why, without
/// names of persons.
public final class UnpayableBatch extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnpayableBatch(String why) {
    super(why);
  }
}
