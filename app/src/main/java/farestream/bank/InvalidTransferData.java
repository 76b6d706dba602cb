package farestream.bank;

/// Reports a name, reference, payment or batch that no bank file can carry. The message says which
/// one and why, without people's names.
public final class InvalidTransferData extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidTransferData(String why) {
    super(why);
  }
}
