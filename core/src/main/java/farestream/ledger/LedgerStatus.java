package farestream.ledger;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;

/// The ledger at a glance.
///
/// @param workerIsActive some worker holds the lock of the one that reads
/// @param unpaidBills that come to a payment and have none, or none but such as failed or came back
/// @param unpaidTotal what is to be paid of them
/// @param tripsTotal of any size: it is no amount of anybody's
/// @param quarantined records in quarantine that nobody has replayed or dropped yet
/// @param gaps of the stream that no comparison has healed yet
/// @param unbilledTrips in no bill, neither of a cycle nor made by hand
/// @param lastCycle the last cycle closed or proposed; 0 if there was none
/// @param lastIsProposed it waits for an approval
/// @param submittedPayments that the bank was told of and has not answered yet
/// @param duplicatePayments executed beside another of the same bill, and owed by the drivers
/// @param bankFileIsUnfinished payments were made for it, and whether it was written isn't recorded
public record LedgerStatus(
    String serverVersion,
    boolean workerIsActive,
    long trips,
    BigDecimal tripsTotal,
    long amendments,
    long quarantined,
    long gaps,
    long unbilledTrips,
    int lastCycle,
    boolean lastIsProposed,
    long unpaidBills,
    BigDecimal unpaidTotal,
    long submittedPayments,
    BigDecimal submittedTotal,
    long duplicatePayments,
    BigDecimal duplicateTotal,
    boolean bankFileIsUnfinished) {

  private static final String LOOK =
      """
      select
        current_setting('server_version'),
        exists (
          select from pg_locks
          where locktype = 'advisory' and granted and objsubid = 1
            and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32 | objid::bigint) = hashtext('farestream.worker')::bigint),
        trips.number, trips.total,
        (select count(*) from trip_history),
        (select count(*) from quarantine where resolved_at is null),
        (select count(*) from stream_gap where healed_at is null),
        (select count(*) from trips
         where not exists (select from billing_line where trip_id = trips.id)
           and not exists (
             select from billing as hand
             where hand.made_by = 'hand' and hand.driver_id = trips.driver_id
               and hand.billing_start < trips.dropoff_datetime
               and hand.billing_end > trips.dropoff_datetime
               and not exists (select from billing_line where billing_id = hand.id))),
        (select coalesce(max(cycle), 0) from billing_cycle),
        exists (select from billing_cycle where status = 'proposed'),
        unpaid.number, unpaid.total,
        submitted.number, submitted.total,
        duplicate.number, duplicate.total,
        exists (select from payment_batch where written_at is null and abandoned_at is null)
      from
        (select count(*) as number, coalesce(sum(total_amount), 0) as total from trips) as trips,
        (select count(*) as number, coalesce(sum(payable), 0) as total from billing
         where payable > 0 and billing_status = 'completed'
           and not exists (
             select from payment
             where billing_id = billing.id and payment_status not in ('failed', 'returned')))
          as unpaid,
        (select count(*) as number, coalesce(sum(payment_amount), 0) as total from payment
         where payment_status = 'submitted') as submitted,
        (select count(*) as number, coalesce(sum(payment_amount), 0) as total from payment
         where payment_status = 'duplicate') as duplicate
      """;

  public static LedgerStatus of(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(LOOK)) {
      row.next();
      return new LedgerStatus(
          row.getString(1),
          row.getBoolean(2),
          row.getLong(3),
          row.getBigDecimal(4),
          row.getLong(5),
          row.getLong(6),
          row.getLong(7),
          row.getLong(8),
          row.getInt(9),
          row.getBoolean(10),
          row.getLong(11),
          row.getBigDecimal(12),
          row.getLong(13),
          row.getBigDecimal(14),
          row.getLong(15),
          row.getBigDecimal(16),
          row.getBoolean(17));
    }
  }
}
