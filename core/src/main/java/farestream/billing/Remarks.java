package farestream.billing;

import farestream.money.Money;
import java.util.List;

/// Facts about a bill, or about all bills of a cycle, that an accountant should review.
///
/// @param shareOfCash how much the drivers are paid for trips whose cash they already hold; zero
///     if the policy deducts cash
/// @param ridesBeyondParts the number of rides whose total isn't the sum of its named parts
/// @param beyondParts the sum of these differences
public record Remarks(Money shareOfCash, long ridesBeyondParts, Money beyondParts) {

  static Remarks sum(List<Remarks> ofBills) {
    return new Remarks(
        Money.sum(ofBills.stream().map(Remarks::shareOfCash).toList()),
        ofBills.stream().mapToLong(Remarks::ridesBeyondParts).sum(),
        Money.sum(ofBills.stream().map(Remarks::beyondParts).toList()));
  }
}
