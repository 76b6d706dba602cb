package farestream.report;

import farestream.money.Money;
import farestream.report.Report.PaymentTypeTotals;
import farestream.report.Report.Totals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Adds up the rows of [ReportSql#COUNTED] as they are streamed. Their number is bounded by that
/// of quarters of an hour and map cells, and no row is retained.
final class TripCounts {
  static final int FETCH_SIZE = 1_000;

  private static final int HOURS = 24;
  private static final long CASH = 2;
  private static final long UNSPECIFIED = -1;

  private final ZoneId zone;
  private final TripTotals[] hours = new TripTotals[HOURS];
  private final Map<Long, TripTotals> payments = new HashMap<>();
  private final PickupAreas.Sums areas = new PickupAreas.Sums();
  private final Latency.Counts latency = new Latency.Counts();
  private Totals totals = new Totals(TripTotals.NONE, 0, Money.ZERO, Money.ZERO, TripTotals.NONE);

  TripCounts(ZoneId zone) {
    this.zone = zone;
    Arrays.fill(hours, TripTotals.NONE);
  }

  /// Adds a row.
  ///
  /// @return this, since a row mapper has to return a value
  TripCounts add(ResultSet row) throws SQLException {
    var tally = new TripTotals(row.getLong("trips"), money(row, "fares"));
    switch (row.getInt("counted")) {
      case ReportSql.BY_QUARTER -> {
        var quarter = row.getObject("quarter", LocalDateTime.class).toInstant(ZoneOffset.UTC);
        var hour = quarter.atZone(zone).getHour();
        hours[hour] = hours[hour].plus(tally);
      }
      case ReportSql.BY_PAYMENT -> {
        var code = row.getLong("payment_type");
        payments.merge(row.wasNull() ? UNSPECIFIED : code, tally, TripTotals::plus);
      }
      case ReportSql.BY_AREA -> addToArea(row, tally);
      case ReportSql.BY_LATENCY ->
          latency.add(row.getInt("millis"), row.getBoolean("followed"), tally.trips());
      case ReportSql.TOTAL ->
          totals =
              new Totals(
                  tally,
                  0,
                  money(row, "tips"),
                  money(row, "tolls"),
                  new TripTotals(
                      row.getLong("trips_without_parts"), money(row, "fares_without_parts")));
      default -> throw new IllegalStateException("counted " + row.getInt("counted"));
    }
    return this;
  }

  private void addToArea(ResultSet row, TripTotals tally) throws SQLException {
    switch (row.getInt("area")) {
      case ReportSql.AT_A_POINT ->
          areas.atPoint(ReportSql.centre(row.getInt("x"), row.getInt("y")), tally);
      case ReportSql.OUTSIDE -> addOutside(row, tally);
      case ReportSql.UNKNOWN -> areas.unknown(tally);
      default -> areas.inZone(row.getInt("area"), tally);
    }
  }

  /// Rows without a cell are too far away to be shown.
  private void addOutside(ResultSet row, TripTotals tally) throws SQLException {
    var x = row.getInt("x");
    if (row.wasNull()) {
      areas.outside(tally);
    } else {
      areas.around(ReportSql.farCentre(x, row.getInt("y")), tally);
    }
  }

  private static Money money(ResultSet row, String column) throws SQLException {
    return new Money(row.getBigDecimal(column));
  }

  Totals totals(long drivers) {
    return new Totals(totals.all(), drivers, totals.tips(), totals.tolls(), totals.withoutParts());
  }

  List<TripTotals> hours() {
    return List.of(hours);
  }

  PickupAreas areas() {
    return areas.areas();
  }

  /// Returns the trips by payment type, most trips first. A code without a name is shown as
  /// `type N`.
  List<PaymentTypeTotals> payments(Handle handle) {
    var names =
        handle
            .createQuery(ReportSql.PAYMENT_TYPES)
            .map((row, _) -> Map.entry(row.getLong("payment_id"), row.getString("name")))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    names.put(UNSPECIFIED, "not specified");
    var sorted = new ArrayList<PaymentTypeTotals>();
    payments.forEach(
        (code, tally) ->
            sorted.add(
                new PaymentTypeTotals(
                    names.getOrDefault(code, "type " + code), code == CASH, tally)));
    sorted.sort(
        Comparator.comparingLong((PaymentTypeTotals of) -> of.tally().trips())
            .reversed()
            .thenComparing(PaymentTypeTotals::name));
    return List.copyOf(sorted);
  }

  Latency latency() {
    return latency.latency();
  }
}
