package farestream.billing;

import farestream.money.Money;
import java.util.List;

/// What a person in accounts should know of a bill, or of all bills of a cycle.
///
/// @param shareOfCash what the drivers are paid of cash that they hold already; nothing where the
///     policy takes it off
/// @param ridesBeyondParts how many rides' totals aren't the sum of their named parts
/// @param beyondParts what these totals hold beyond the parts, in all
public record Remarks(Money shareOfCash, long ridesBeyondParts, Money beyondParts) {

  static Remarks sum(List<Remarks> ofBills) {
    return new Remarks(
        Money.sum(ofBills.stream().map(Remarks::shareOfCash).toList()),
        ofBills.stream().mapToLong(Remarks::ridesBeyondParts).sum(),
        Money.sum(ofBills.stream().map(Remarks::beyondParts).toList()));
  }
}
