package farestream.bank;

/// A name, reference, payment or batch that no bank file can carry. The message says which one and
/// why, without names of persons.
public final class InvalidTransferData extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidTransferData(String why) {
    super(why);
  }
}
