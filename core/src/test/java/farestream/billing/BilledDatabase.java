package farestream.billing;

import farestream.database.ColumnTypes;
import farestream.database.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// A database for tests of billing and paying, with helpers for them. All tests share one, which is
/// emptied for the next test: deleting a hundred new databases would take longer than the tests. So
/// a test can use only one at a time.
public final class BilledDatabase {

  public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /// Two of the lab's ten drivers.
  public static final long DRIVER = 510909;

  public static final long OTHER_DRIVER = 528204;

  /// A time after all trips of the tests.
  public static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final TestDatabase FRESH = TestDatabase.fresh();
  private static final TestDatabase DATABASE = FRESH.pooled();

  private final TestDatabase database = DATABASE;
  private final Jdbi commands = ColumnTypes.jdbi(database.commands());
  private final AtomicInteger trips = new AtomicInteger();

  public BilledDatabase() {
    // Append-only tables can be emptied only without their triggers.
    runAsOwner(
        """
        do $$
        declare
          tables constant text[] := array['trips', 'trip_history', 'trip_followed', 'billing', 'billing_line',
            'billing_adjustment', 'dispute_resolution', 'billing_cycle', 'billing_cycle_event',
            'billing_cycle_left',
            'payment', 'payment_event', 'payment_batch', 'bank_account', 'bank_account_event', 'bank_message',
            'journal_posting', 'journal_line', 'journal_seal', 'trip_import',
            'trip_import_sent', 'billing_without_lines', 'trip_decision', 'quarantine',
            'trip_removal'];
          name text;
        begin
          foreach name in array tables loop
            execute format('alter table %I disable trigger user', name);
          end loop;
          execute 'truncate ' || array_to_string(tables, ',') || ' restart identity';
          foreach name in array tables loop
            execute format('alter table %I enable trigger user', name);
          end loop;
          delete from drivers where driver_name is null;
        end
        $$
        """);
  }

  /// Connects with the role that the commands use.
  public Jdbi commands() {
    return commands;
  }

  public TestDatabase database() {
    return database;
  }

  /// Connections without a pool, for what holds a lock until its session ends.
  public DataSource sessions() {
    return FRESH.commands();
  }

  public Billing billing() {
    return billing(Terms.LAB);
  }

  public Billing billing(Terms terms) {
    return new Billing(database.commands(), NEW_YORK, terms);
  }

  /// Inserts a completed trip.
  ///
  /// @return its id
  public int trip(long driverId, String dropoff, String total) {
    return trip(driverId, Instant.parse(dropoff), new BigDecimal(total));
  }

  public int trip(long driverId, Instant dropoff, BigDecimal total) {
    return commands.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into trips (rider_id, driver_id, rider_email, trip_info,
                        pickup_datetime, dropoff_datetime, fare_amount, extra, mta_tax, tip_amount,
                        tolls_amount, improvement_surcharge, total_amount, status)
                    values (69257, :driver, 'person69257@example.com', :tripInfo,
                        :dropoff, :dropoff, :total, 0, 0, 0, 0, 0, :total, 'Completed')
                    returning id
                    """)
                .bind("driver", driverId)
                .bind("tripInfo", dropoff + "," + trips.incrementAndGet())
                .bind("dropoff", dropoff)
                .bind("total", total)
                .mapTo(Integer.class)
                .one());
  }

  /// Inserts a bill like that of a closing, but without trips and journal entries.
  ///
  /// @param cycle the cycle of the bill; closes it and the cycles before it unless they are closed
  public void bill(long driverId, int cycle, String amount, String share) {
    runAsOwner(
        """
        alter table billing disable trigger no_bill_comes_into_a_closed_cycle;
        alter table billing_cycle disable trigger a_closed_cycle_is_posted;
        insert into billing_cycle
          (cycle, previous, starts_at, ends_at, zone, driver_share, closed_at)
        select cycle, nullif(cycle, 2) - 1, ends_at + make_interval(days => (cycle - last - 1)::integer),
          ends_at + make_interval(days => (cycle - last)::integer), 'UTC', %3$s, now()
        from (
          select coalesce(max(cycle), 1) as last,
            coalesce(max(ends_at), date '2019-03-05') as ends_at
          from billing_cycle) as previous
        cross join lateral generate_series(last + 1, %1$d) as cycle;
        insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
          commissions, drivers_part, carried_out, rides_total, billing_status, made_by)
        select %2$d, %1$d, '2019-03-05', '2019-03-06', %4$s, %3$s, part, least(part, 0), 1,
          'completed', 'farestream'
        from round(%4$s * %3$s, 2) as part;
        alter table billing enable trigger no_bill_comes_into_a_closed_cycle;
        alter table billing_cycle enable trigger a_closed_cycle_is_posted
        """
            .formatted(cycle, driverId, share, amount));
  }

  public void run(String sql) {
    commands.useHandle(handle -> handle.execute(sql));
  }

  /// Runs a statement as the owner, who has privileges that the commands' role doesn't have.
  public void runAsOwner(String sql) {
    ColumnTypes.jdbi(database.owner()).useHandle(handle -> handle.execute(sql));
  }

  /// Releases all held trips.
  public void releaseAll() {
    run(
        "insert into trip_decision (trip_id, decision, reason)"
            + " select trip_id, 'released', 'a test' from held_trip");
  }

  /// Returns the single value of a query as text.
  public String value(String sql) {
    return commands.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  /// Returns the error of a statement that the server must reject.
  public static ServerErrorMessage refusal(ThrowingCallable attempt) {
    var thrown = Assertions.catchThrowable(attempt);
    Assertions.assertThat(thrown).as("it must be refused").isNotNull();
    var byServer = thrown instanceof PSQLException ? thrown : thrown.getCause();
    if (byServer instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
      return refused.getServerErrorMessage();
    }
    throw new AssertionError("not refused by the server", thrown);
  }

  /// Waits until a number of sessions of this database are waiting for locks.
  public void awaitWaiting(int sessions) {
    var deadline = Instant.now().plus(TIMEOUT);
    while (!value(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """)
        .equals(Integer.toString(sessions))) {
      Assertions.assertThat(Instant.now()).as("%d sessions waiting", sessions).isBefore(deadline);
      Thread.onSpinWait();
    }
  }
}
