package farestream.statement;

import farestream.billing.DriverShare;
import farestream.billing.SharePolicy;
import farestream.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Maps the rows of [StatementSql] to records. This is written without reflection, because there
/// are about ten rows of trips per bill.
final class StatementRows {
  private StatementRows() {}

  static Period period(ResultSet row) throws SQLException {
    return new Period(
        instant(row, "starts_at"),
        instant(row, "ends_at"),
        ZoneId.of(row.getString("zone")),
        money(row, "minimum_payout"),
        Optional.ofNullable(row.getObject("closed_at", LocalDateTime.class))
            .map(StatementRows::instant));
  }

  static Bill bill(
      ResultSet row,
      OrderedJoin<BilledTrip> trips,
      OrderedJoin<Correction> corrections,
      OrderedJoin<Payment> payments)
      throws SQLException {
    var id = row.getLong("id");
    var leftOpen = Optional.ofNullable(row.getBigDecimal("left_open")).map(Money::new);
    var carriedIn = money(row, "carried_in");
    Bill.requireEqual(id, "carried in", carriedIn, leftOpen.orElse(Money.ZERO));
    return new Bill(
        id,
        row.getString("made_by").equals("manual"),
        instant(row, "billing_start"),
        instant(row, "billing_end"),
        instant(row, "billing_date"),
        SharePolicy.of(row.getString("policy")),
        new DriverShare(row.getBigDecimal("commissions")),
        row.getLong("rides_total"),
        new Split(
            money(row, "billing_amount"),
            money(row, "drivers_part"),
            money(row, "taxes"),
            money(row, "withheld"),
            money(row, "cash_held")),
        money(row, "adjustment"),
        carriedIn,
        money(row, "carried_out"),
        money(row, "payable"),
        trips.of(id),
        corrections.of(id),
        payments.of(id));
  }

  static BilledTrip trip(ResultSet row) throws SQLException {
    var split = split(row);
    // If not, the billed version of the trip is no longer recorded.
    var isAsBilled = money(row, "total_amount").equals(split.total());
    return new BilledTrip(
        row.getLong("trip_id"),
        row.getString("trip_info"),
        instant(row, "pickup_datetime"),
        instant(row, "dropoff_datetime"),
        row.getBoolean("late"),
        isAsBilled ? Optional.of(parts(row, split.total())) : Optional.empty(),
        split,
        split.withheld().isZero()
            ? Optional.empty()
            : Optional.of(BilledTrip.Withheld.of(row.getInt("payment_type"))));
  }

  private static FareParts parts(ResultSet row, Money total) throws SQLException {
    return FareParts.of(
        total,
        money(row, "fare_amount"),
        money(row, "tip_amount"),
        money(row, "tolls_amount"),
        money(row, "levies"));
  }

  static Correction correction(ResultSet row) throws SQLException {
    return new Correction(
        row.getLong("trip_id"),
        row.getString("trip_info"),
        instant(row, "dropoff_datetime"),
        row.getLong("corrected_bill"),
        row.getInt("corrected_cycle"),
        split(row),
        row.getString("reason"),
        Optional.ofNullable(row.getString("changed")));
  }

  static Payment payment(ResultSet row) throws SQLException {
    return new Payment(
        row.getLong("id"),
        money(row, "payment_amount"),
        instant(row, "payment_date"),
        row.getString("payment_status"),
        instant(row, "status_at"),
        Optional.ofNullable(row.getString("status_reason")),
        transfer(row));
  }

  private static Optional<Payment.Transfer> transfer(ResultSet row) throws SQLException {
    var endToEndId = row.getString("end_to_end_id");
    return endToEndId == null
        ? Optional.empty()
        : Optional.of(
            new Payment.Transfer(
                endToEndId, row.getString("message_id"), row.getString("account_end")));
  }

  private static Split split(ResultSet row) throws SQLException {
    return new Split(
        money(row, "amount"),
        money(row, "drivers_part"),
        money(row, "taxes"),
        money(row, "withheld"),
        money(row, "cash"));
  }

  private static Money money(ResultSet row, String column) throws SQLException {
    return new Money(row.getBigDecimal(column));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return instant(row.getObject(column, LocalDateTime.class));
  }

  private static Instant instant(LocalDateTime inUtc) {
    return inUtc.toInstant(ZoneOffset.UTC);
  }
}
