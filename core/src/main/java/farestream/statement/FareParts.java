package farestream.statement;

import farestream.money.Money;

/// The parts of a trip's total. They add up to it.
///
/// @param extras the trip's extra charge plus any difference between the total and the other parts
/// @param levies the sum of MTA tax, improvement surcharge, e-hail fee, congestion surcharges and
///     airport fee
public record FareParts(Money fare, Money extras, Money tip, Money tolls, Money levies) {

  static FareParts of(Money total, Money fare, Money tip, Money tolls, Money levies) {
    return new FareParts(
        fare, total.minus(fare).minus(tip).minus(tolls).minus(levies), tip, tolls, levies);
  }
}
