package farestream.report;

import farestream.billing.Cycles;
import farestream.database.ColumnTypes;
import farestream.money.Money;
import farestream.statement.Company;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Creates reports. Each is read in one read-only REPEATABLE READ transaction.
public final class Reports {
  private final Jdbi ledger;

  public Reports(DataSource ledger) {
    this.ledger = ColumnTypes.jdbi(ledger);
  }

  /// Returns the report on a cycle, or empty if the cycle doesn't exist.
  public Optional<Report> ofCycle(int cycle, Instant now) {
    return read(
        handle ->
            Cycles.find(handle, cycle)
                .map(
                    summary -> {
                      var subject = aboutCycle(handle, summary);
                      var trips =
                          handle
                              .createQuery(ReportSql.OF_CYCLE + ReportSql.COUNTED)
                              .bind("cycle", cycle)
                              .bind(
                                  "historyHighWaterMark",
                                  summary.recorded().highWaterMarks().history());
                      var drivers = summary.sums().bills() - subject.withoutTrips();
                      return report(handle, now, subject, drivers, trips);
                    }));
  }

  /// Returns the report on a day.
  ///
  /// @param zone the city's time zone, in which the day begins and ends at midnight
  public Report ofDay(LocalDate day, ZoneId zone, Instant now) {
    return read(
        handle -> {
          var bounds = new Subject.DaySubject(day, zone, TripTotals.NONE, TripTotals.NONE, 0, 0);
          return within(handle.createQuery(ReportSql.ABOUT_DAY), bounds)
              .map(
                  (row, _) -> {
                    var subject =
                        new Subject.DaySubject(
                            day,
                            zone,
                            tally(row, "billed"),
                            tally(row, "settled"),
                            row.getLong("not_completed"),
                            row.getLong("in_quarantine"));
                    var trips =
                        within(handle.createQuery(ReportSql.OF_DAY + ReportSql.COUNTED), subject);
                    return report(handle, now, subject, row.getLong("drivers"), trips);
                  })
              .one();
        });
  }

  private <R> R read(Function<Handle, R> reading) {
    return ledger.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> {
          handle.setReadOnly(true);
          // Keeps the aggregation by a few thousand keys in memory.
          handle.execute("set local work_mem = '64MB'");
          return reading.apply(handle);
        });
  }

  private static Query within(Query query, Subject subject) {
    return query.bind("starts", subject.starts()).bind("ends", subject.ends());
  }

  private static Subject.CycleSubject aboutCycle(Handle handle, Cycles.Summary summary) {
    return handle
        .createQuery(ReportSql.ABOUT_CYCLE)
        .bind("cycle", summary.recorded().cycle().number())
        .map(
            (row, _) ->
                new Subject.CycleSubject(
                    summary,
                    tally(row, "corrected"),
                    tally(row, "later"),
                    tally(row, "manual"),
                    row.getLong("without_trips")))
        .one();
  }

  private static Report report(
      Handle handle, Instant now, Subject subject, long drivers, Query trips) {
    var counts = new TripCounts(subject.zone());
    trips.setFetchSize(TripCounts.FETCH_SIZE);
    trips.map((row, _) -> counts.add(row)).forEach(_ -> {});
    return new Report(
        Company.name(handle),
        now,
        subject,
        counts.totals(drivers),
        counts.hours(),
        counts.areas(),
        counts.payments(handle),
        counts.latency());
  }

  /// Reads a count and the sum in the column of the same name with the suffix `_fares`.
  private static TripTotals tally(ResultSet row, String name) throws SQLException {
    return new TripTotals(row.getLong(name), new Money(row.getBigDecimal(name + "_fares")));
  }
}
