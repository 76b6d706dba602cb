package farestream.simulate;

import farestream.money.Money;
import farestream.trip.Fare;

/// Makes a record's amounts add up to its total. Vendors don't agree where the city's later fees
/// stand: vendor 1 counts them into `extra` and names them again, vendor 2 puts them beside it.
/// Which of them `extra` holds is decided for each record by the sum that fits; those are taken
/// out of it. What no reading explains becomes `other`, so that no part is made up or lost.
final class FareSplit {
  /// Which fees are inside `extra`: bit 0 congestion, 1 airport, 2 congestion zone. The likelier
  /// first, for sums can coincide (1.75 + 0.75 = 2.50).
  private static final int[] READINGS = {0, 0b111, 0b001, 0b011, 0b101, 0b010, 0b100, 0b110};

  private FareSplit() {}

  /// @param recorded as the record has it, `other` zero
  /// @param vendorOne what to assume where no reading fits
  /// @throws farestream.money.NotMoney if the parts add up to more than an amount can be
  static Fare of(Fare recorded, boolean vendorOne) {
    for (var inside : READINGS) {
      var fare = takenOut(recorded, inside);
      if (extraHolds(recorded, inside) && fare.sumOfParts().equals(fare.total())) {
        return fare;
      }
    }
    var fare = vendorOne && extraHolds(recorded, 0b111) ? takenOut(recorded, 0b111) : recorded;
    return with(fare, fare.extra(), fare.total().minus(fare.sumOfParts()));
  }

  private static Money fees(Fare recorded, int inside) {
    var sum = Money.ZERO;
    sum = (inside & 0b001) == 0 ? sum : sum.plus(recorded.congestionSurcharge());
    sum = (inside & 0b010) == 0 ? sum : sum.plus(recorded.airportFee());
    return (inside & 0b100) == 0 ? sum : sum.plus(recorded.cbdCongestionFee());
  }

  private static Fare takenOut(Fare recorded, int inside) {
    return with(recorded, recorded.extra().minus(fees(recorded, inside)), recorded.other());
  }

  /// A fee that was named but not charged is no negative extra.
  private static boolean extraHolds(Fare recorded, int inside) {
    var fees = fees(recorded, inside).amount();
    var extra = recorded.extra().amount();
    return fees.signum() == 0
        || (fees.signum() == extra.signum() && extra.abs().compareTo(fees.abs()) >= 0);
  }

  private static Fare with(Fare fare, Money extra, Money other) {
    return new Fare(
        fare.meter(),
        extra,
        fare.mtaTax(),
        fare.tip(),
        fare.tolls(),
        fare.ehailFee(),
        fare.improvementSurcharge(),
        fare.congestionSurcharge(),
        fare.airportFee(),
        fare.cbdCongestionFee(),
        other,
        fare.total());
  }
}
