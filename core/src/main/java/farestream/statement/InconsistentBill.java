package farestream.statement;

import farestream.failure.Refusal;

/// A bill says something else than what is in it comes to. Somebody changed it behind the
/// ledger's back; no statement is made of it.
public final class InconsistentBill extends Refusal {
  private static final long serialVersionUID = 1L;

  InconsistentBill(long billId, String what, String inBill, String addedUp) {
    super(
        ("bill %d says %s %s, and it comes to %s: no statement is made of it; see ./farestream audit"
                + " verify")
            .formatted(billId, what, inBill, addedUp));
  }
}
