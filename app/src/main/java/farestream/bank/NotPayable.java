package farestream.bank;

/// A payment or batch that no bank file can carry; the message says which and why, and names no
/// person.
public final class NotPayable extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NotPayable(String why) {
    super(why);
  }
}
