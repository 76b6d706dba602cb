package farestream.trip;

import farestream.money.Money;

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

  public Money sumOfParts() {
    return meter
        .plus(extra)
        .plus(mtaTax)
        .plus(tip)
        .plus(tolls)
        .plus(ehailFee)
        .plus(improvementSurcharge)
        .plus(congestionSurcharge)
        .plus(airportFee)
        .plus(cbdCongestionFee)
        .plus(other);
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
