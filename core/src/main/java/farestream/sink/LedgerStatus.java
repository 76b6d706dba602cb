package farestream.sink;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;

/// The counts and totals that `status` shows, read by one statement. Totals are in dollars and may
/// exceed the range of a single amount.
///
/// @param workerIsActive a worker holds the leader lock
/// @param trips recorded trips that weren't imported
/// @param historyTrips imported trips, as counted when they were imported
/// @param historyTotal their total when they were imported
/// @param unsentHistory imports whose items aren't all in DynamoDB yet
/// @param quarantined records in quarantine that are neither replayed nor dropped
/// @param gaps gaps of the stream that no comparison has healed yet
/// @param unbilledTrips trips that neither a cycle nor a manual bill has billed
/// @param lastCycle the last cycle, closed or proposed; 0 if there is none
/// @param lastIsProposed a cycle is waiting for approval
/// @param unpaidBills bills with an amount due and no payment, or only failed or returned ones
/// @param unpaidTotal the amount due on them
/// @param submittedPayments payments that the bank has received and not answered yet
/// @param duplicatePayments payments executed in addition to another one of the same bill; the
///     drivers owe them
/// @param bankFileIsUnfinished a batch of payments exists whose bank file isn't recorded as written
public record LedgerStatus(
    String serverVersion,
    boolean workerIsActive,
    long trips,
    BigDecimal tripsTotal,
    long historyTrips,
    BigDecimal historyTotal,
    long unsentHistory,
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

  private static final String SELECT =
      """
      select
        current_setting('server_version'),
        exists (
          select from pg_locks
          where locktype = 'advisory' and granted and objsubid = 1
            and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32 | objid::bigint) = hashtext('farestream.worker')::bigint),
        trips.number, trips.total, history.number, history.total,
        (select count(*) from trip_import where not exists (
          select from trip_import_sent where load_id = trip_import.id)),
        (select count(*) from trip_history),
        (select count(*) from quarantine where is_open(quarantine)),
        (select count(*) from stream_gap where healed_at is null),
        (select count(*) from (
           select id from trips where trip_import is null and id > last.trips_high_water_mark
           union
           select trip_id from billing_cycle_left as noted where noted.cycle = last.cycle
           union
           select trip_id from trip_history where id > last.history_high_water_mark) as candidate
           join trips using (id)
         where trip_import is null
           and not exists (select from billing_line where trip_id = trips.id)
           and not exists (
             select from unitemized_bill as manual
             where manual.driver_id = trips.driver_id
               and is_in_period(trips.dropoff_datetime, manual.billing_start, manual.billing_end))),
        last.cycle,
        exists (select from billing_cycle where status = 'proposed'),
        unpaid.number, unpaid.total,
        submitted.number, submitted.total,
        duplicate.number, duplicate.total,
        exists (select from payment_batch where is_unfinished(payment_batch))
      from
        (select count(*) as number, coalesce(sum(total_amount), 0) as total from trips
         where trip_import is null) as trips,
        (select coalesce(sum(trips), 0) as number, coalesce(sum(total), 0) as total
         from trip_import) as history,
        (select coalesce(max(cycle), 0) as cycle, coalesce(max(trips_high_water_mark), 0) as trips_high_water_mark,
           coalesce(max(history_high_water_mark), 0) as history_high_water_mark from billing_cycle) as last,
        (select count(*) as number, coalesce(sum(payable), 0) as total from billing
         where payable > 0 and billing_status = 'completed'
           and not exists (
             select from payment
             where billing_id = billing.id and payment_counts(payment_status)))
          as unpaid,
        (select count(*) as number, coalesce(sum(payment_amount), 0) as total from payment
         where payment_status = 'submitted') as submitted,
        (select count(*) as number, coalesce(sum(payment_amount), 0) as total from payment
         where payment_status = 'duplicate') as duplicate
      """;

  /// Reads the status from the database.
  public static LedgerStatus of(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SELECT)) {
      row.next();
      return new LedgerStatus(
          row.getString(1),
          row.getBoolean(2),
          row.getLong(3),
          row.getBigDecimal(4),
          row.getLong(5),
          row.getBigDecimal(6),
          row.getLong(7),
          row.getLong(8),
          row.getLong(9),
          row.getLong(10),
          row.getLong(11),
          row.getInt(12),
          row.getBoolean(13),
          row.getLong(14),
          row.getBigDecimal(15),
          row.getLong(16),
          row.getBigDecimal(17),
          row.getLong(18),
          row.getBigDecimal(19),
          row.getBoolean(20));
    }
  }
}
