package farestream.tariff;

import farestream.money.Money;
import farestream.trip.Fare;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the amounts that vendors publish are read, so that they add up to a record's total. Vendors
/// don't agree on which column a charge is in: some count one into another and name it again. What
/// is known of that is in `parts.csv`, by vendor, cab and day; the sum decides which of a vendor's
/// readings holds for a record.
public final class PartReadings {
  private static final String HEADER = "vendor,cab,first day,last day,reading,source";
  private static final String ANY = "any";

  private final List<Rule> rules;

  private PartReadings(List<Rule> rules) {
    this.rules = rules;
  }

  /// A reading and the records that it may be tried on.
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

    /// A record that names no vendor may be any vendor's.
    boolean isFor(Optional<Long> one, CabType colour, LocalDate day) {
      return (vendor.isEmpty() || one.isEmpty() || vendor.equals(one))
          && (cab.equals("both") || cab.equalsIgnoreCase(colour.name()))
          && !day.isBefore(firstDay)
          && lastDay.filter(last -> last.isBefore(day)).isEmpty();
    }

    /// What is presumed where no reading adds up.
    boolean isHabit(Optional<Long> one) {
      return vendor.isPresent() && vendor.equals(one) && !reading.presumes();
    }
  }

  /// A record's amounts as they are read.
  ///
  /// @param fare its parts add up to its total; what no reading explains is in `other`
  /// @param reading by which they add up; absent if by none
  public record Split(Fare fare, Optional<String> reading) {}

  public static PartReadings load() {
    return of(DataFile.rows("parts.csv", HEADER));
  }

  static PartReadings of(List<List<String>> rows) {
    return new PartReadings(rows.stream().map(Rule::of).toList());
  }

  /// @param published the amounts by their columns, `other` zero
  /// @param vendor the TLC's code
  /// @param day of the pick-up in the city
  /// @param blank the columns in which the record, or the file, has nothing
  /// @throws farestream.money.NotMoney if the parts add up to more than an amount can be
  public Split split(
      Fare published, Optional<Long> vendor, CabType cab, LocalDate day, Set<String> blank) {
    var habit = Optional.<Fare>empty();
    for (var rule : rules) {
      if (rule.isFor(vendor, cab, day)) {
        var read = rule.reading.apply(published, blank);
        if (read.isPresent() && read.get().addsUp()) {
          return new Split(read.get().fare(), Optional.of(read.get().name()));
        }
        if (habit.isEmpty() && rule.isHabit(vendor)) {
          habit = read.map(PartReading.Applied::fare);
        }
      }
    }
    return new Split(withRemainder(habit.orElse(published)), Optional.empty());
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
