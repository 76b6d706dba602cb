package farestream.money;

/// A text or number that is no amount of money; the message says why.
public final class NotMoney extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NotMoney(String why) {
    super(why);
  }
}
