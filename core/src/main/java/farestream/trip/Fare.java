package farestream.trip;

import farestream.money.Money;
import java.util.List;

/// What a trip cost. `total` is what is billed, even where another writer's parts don't add up to
/// it; our own writers' parts always do.
///
/// @param tip by card only: cash tips are on no record
/// @param other what the total holds beyond the named parts, so that they add up
public record Fare(
    Money meter,
    Money extra,
    Money mtaTax,
    Money tip,
    Money tolls,
    Money ehailFee,
    Money improvementSurcharge,
    Money congestionSurcharge,
    Money airportFee,
    Money cbdCongestionFee,
    Money other,
    Money total) {

  /// @throws farestream.money.NotMoney if it is beyond what an amount can be
  public Money sumOfParts() {
    return Money.sum(
        List.of(
            meter,
            extra,
            mtaTax,
            tip,
            tolls,
            ehailFee,
            improvementSurcharge,
            congestionSurcharge,
            airportFee,
            cbdCongestionFee,
            other));
  }

  public Fare withTotal(Money sum) {
    return new Fare(
        meter,
        extra,
        mtaTax,
        tip,
        tolls,
        ehailFee,
        improvementSurcharge,
        congestionSurcharge,
        airportFee,
        cbdCongestionFee,
        other,
        sum);
  }
}
