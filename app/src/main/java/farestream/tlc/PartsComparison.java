package farestream.tlc;

import farestream.money.Money;
import farestream.tariff.Journey;
import farestream.tariff.Part;
import farestream.tariff.Tariff;
import farestream.trip.Fare;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// Compares a record's surcharges and taxes with those of a quote, part by part. If a part is due
/// for which the file has no column, its amount is in another part, so the sums are compared
/// instead.
///
/// @param columns the parts for which the file has a column
record PartsComparison(Set<Part> columns) {
  private static final Map<Part, Function<Fare, Money>> AMOUNTS = new EnumMap<>(Part.class);
  private static final Map<Part, TlcColumn> COLUMNS = new EnumMap<>(Part.class);

  /// The times of day at which surcharges begin and end.
  private static final List<LocalTime> EDGES =
      List.of(LocalTime.of(6, 0), LocalTime.of(16, 0), LocalTime.of(20, 0));

  private static final int NEAR_SECONDS = 20 * 60;

  static {
    put(Part.EXTRA, TlcColumn.EXTRA, Fare::extra);
    put(Part.MTA_TAX, TlcColumn.MTA_TAX, Fare::mtaTax);
    put(Part.IMPROVEMENT_SURCHARGE, TlcColumn.IMPROVEMENT, Fare::improvementSurcharge);
    put(Part.CONGESTION_SURCHARGE, TlcColumn.CONGESTION, Fare::congestionSurcharge);
    put(Part.AIRPORT_FEE, TlcColumn.AIRPORT, Fare::airportFee);
    put(Part.CBD_CONGESTION_FEE, TlcColumn.CBD, Fare::cbdCongestionFee);
  }

  private static void put(Part part, TlcColumn column, Function<Fare, Money> amount) {
    AMOUNTS.put(part, amount);
    COLUMNS.put(part, column);
  }

  static PartsComparison in(TlcHeader header) {
    var columns = EnumSet.noneOf(Part.class);
    COLUMNS.forEach(
        (part, column) -> {
          if (header.position(column).isPresent()) {
            columns.add(part);
          }
        });
    return new PartsComparison(columns);
  }

  void compare(TlcRecord record, Journey journey, Fare due, FareCheckResult result) {
    var charged = record.fare();
    var wrong = EnumSet.noneOf(Part.class);
    var dueWithoutColumn = false;
    for (var part : AMOUNTS.keySet()) {
      var amount = amount(part, due);
      if (!columns.contains(part)) {
        dueWithoutColumn |= !amount.isZero();
        continue;
      }
      var equal = amount(part, charged).equals(amount);
      result.part(part, equal);
      if (!equal) {
        wrong.add(part);
      }
    }
    var sumEqual = sum(charged).plus(charged.other()).equals(sum(due));
    var equal = dueWithoutColumn ? sumEqual : wrong.isEmpty() && charged.other().isZero();
    result.surcharges(journey.rateCode().orElseThrow(), equal);
    if (!equal) {
      result.differ(reason(record, journey, due, wrong, sumEqual));
    }
  }

  private static String reason(
      TlcRecord record, Journey journey, Fare due, Set<Part> wrong, boolean sumEqual) {
    if (sumEqual) {
      return "the same sum, in other columns";
    }
    if (wrong.isEmpty()) {
      return "in the total, something that no column names";
    }
    if (wrong.size() > 1) {
      return "several parts";
    }
    var part = wrong.iterator().next();
    if (part == Part.EXTRA) {
      return isNearAnEdge(journey)
          ? "night or rush hours: begins within 20 minutes of their start or end"
          : "night or rush hours: not the extra of the hour";
    }
    var charged = amount(part, record.fare());
    var by = journey.rateCode().orElseThrow().isAgreed() ? ", agreed fare" : "";
    if (charged.isZero()) {
      return part.column() + by + ": due, not charged";
    }
    return part.column()
        + by
        + (amount(part, due).isZero() ? ": charged, not due" : ": another amount");
  }

  private static boolean isNearAnEdge(Journey journey) {
    var time = journey.pickupTime().atZone(Tariff.CITY).toLocalTime().toSecondOfDay();
    return EDGES.stream().anyMatch(edge -> Math.abs(edge.toSecondOfDay() - time) <= NEAR_SECONDS);
  }

  private static Money sum(Fare fare) {
    return Money.sum(AMOUNTS.values().stream().map(amount -> amount.apply(fare)).toList());
  }

  private static Money amount(Part part, Fare fare) {
    return Objects.requireNonNull(AMOUNTS.get(part)).apply(fare);
  }
}
