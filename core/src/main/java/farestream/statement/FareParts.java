package farestream.statement;

import farestream.money.Money;

/// What the total of a trip is made of. The parts add up to it.
///
/// @param extras the trip's extra charge, and whatever its total holds beyond the named parts
/// @param levies MTA tax, improvement surcharge, e-hail fee, congestion surcharges, airport fee
public record FareParts(Money fare, Money extras, Money tip, Money tolls, Money levies) {

  static FareParts of(Money total, Money fare, Money tip, Money tolls, Money levies) {
    return new FareParts(
        fare, total.minus(fare).minus(tip).minus(tolls).minus(levies), tip, tolls, levies);
  }
}
