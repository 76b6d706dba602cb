package farestream.statement;

import farestream.failure.Refusal;

/// Thrown if an amount of a bill differs from the sum of its parts, which happens only if somebody
/// tampered with the ledger. No statement is written for such a bill.
public final class InconsistentBill extends Refusal {
  private static final long serialVersionUID = 1L;

  InconsistentBill(long billId, String what, String inBill, String addedUp) {
    super(
        ("bill %d has %s %s, but its contents give %s: no statement was written; run ./farestream"
                + " audit verify")
            .formatted(billId, what, inBill, addedUp));
  }
}
