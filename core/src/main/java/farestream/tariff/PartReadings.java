package farestream.tariff;

import farestream.money.Money;
import farestream.reference.ReferenceTable;
import farestream.trip.Fare;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Splits the amounts that meter vendors publish so that they add up to the record's total. Vendors
/// disagree on the column of a charge: some include one in another column and list it again.
/// `parts.csv` has the known readings by vendor, cab and day; the first one whose parts add up to
/// the total applies. Immutable and thread-safe.
public final class PartReadings {
  private static final String HEADER = "vendor,cab,first day,last day,reading,source";
  private static final String ANY = "any";

  private final List<Rule> rules;

  private PartReadings(List<Rule> rules) {
    this.rules = rules;
  }

  /// A reading and the records that it applies to.
  private record Rule(
      Optional<Long> vendor,
      String cab,
      LocalDate firstDay,
      Optional<LocalDate> lastDay,
      PartReading reading) {
    static Rule of(List<String> values) {
      return new Rule(
          values.get(0).equals(ANY) ? Optional.empty() : Optional.of(Long.valueOf(values.get(0))),
          values.get(1),
          LocalDate.parse(values.get(2)),
          Optional.of(values.get(3)).filter(day -> !day.isEmpty()).map(LocalDate::parse),
          PartReading.of(values.get(4)));
    }

    /// A record without a vendor may come from any vendor.
    boolean isFor(Optional<Long> recordVendor, CabType recordCab, LocalDate day) {
      return (vendor.isEmpty() || recordVendor.isEmpty() || vendor.equals(recordVendor))
          && (cab.equals("both") || cab.equalsIgnoreCase(recordCab.name()))
          && !day.isBefore(firstDay)
          && lastDay.filter(last -> last.isBefore(day)).isEmpty();
    }

    /// Returns whether this is the vendor's default reading, used if no reading adds up.
    boolean isDefault(Optional<Long> recordVendor) {
      return vendor.isPresent() && vendor.equals(recordVendor) && !reading.assumesAmount();
    }
  }

  /// A record's amounts split into parts that add up to its total.
  ///
  /// @param fare the parts; a remainder that no reading explains is in `other`
  /// @param reading the reading by which the parts add up; absent if none does
  public record Split(Fare fare, Optional<String> reading) {}

  public static PartReadings load() {
    return of(ReferenceTable.rows(PartReadings.class, "parts.csv", HEADER));
  }

  static PartReadings of(List<List<String>> rows) {
    return new PartReadings(rows.stream().map(Rule::of).toList());
  }

  /// @param published the amounts by column, with `other` zero
  /// @param vendor the TLC's code of the meter's vendor; absent if the record has none
  /// @param day the date of the pick-up, New York time
  /// @param blank the names of the columns that are empty in the record or missing in the file
  /// @throws farestream.money.InvalidAmount if the sum of the parts is out of range
  public Split split(
      Fare published, Optional<Long> vendor, CabType cab, LocalDate day, Set<String> blank) {
    var fallback = Optional.<Fare>empty();
    for (var rule : rules) {
      if (rule.isFor(vendor, cab, day)) {
        var read = rule.reading.apply(published, blank);
        if (read.isPresent() && read.get().addsUp()) {
          return new Split(read.get().fare(), Optional.of(read.get().name()));
        }
        if (fallback.isEmpty() && rule.isDefault(vendor)) {
          fallback = read.map(PartReading.Applied::fare);
        }
      }
    }
    return new Split(withRemainder(fallback.orElse(published)), Optional.empty());
  }

  private static Money remainder(Fare fare) {
    return fare.total().minus(fare.sumOfParts());
  }

  private static Fare withRemainder(Fare fare) {
    return new Fare(
        fare.meter(),
        fare.extra(),
        fare.mtaTax(),
        fare.tip(),
        fare.tolls(),
        fare.ehailFee(),
        fare.improvementSurcharge(),
        fare.congestionSurcharge(),
        fare.airportFee(),
        fare.cbdCongestionFee(),
        remainder(fare),
        fare.total());
  }
}
