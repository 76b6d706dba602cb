package farestream.statement;

/// A bill says something else than what is in it comes to. Somebody changed it behind the
/// ledger's back; no statement is made of it.
public final class DoesNotAddUp extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DoesNotAddUp(long billId, String what, String inBill, String addedUp) {
    super("bill %d says %s %s, and it comes to %s".formatted(billId, what, inBill, addedUp));
  }
}
