package farestream.trip;

import farestream.money.Money;
import java.util.List;

/// The price of a trip, by part. `total` is the amount that is billed, even if the parts of an item
/// from another writer don't add up to it. The parts that Farestream writes always do.
///
/// @param meter the metered or flat fare, without extras
/// @param tip tips paid by card; cash tips aren't recorded
/// @param other the rest of the total that no other part explains
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

  /// @throws farestream.money.InvalidAmount if the sum is out of range
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
