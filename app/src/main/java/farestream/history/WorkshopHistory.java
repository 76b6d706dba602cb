package farestream.history;

import farestream.simulate.GreenCabMonth;
import farestream.simulate.WorkshopSize;
import farestream.tlc.StandIns;
import farestream.trip.CompletedTrip;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/// Generates what the workshop's databases contain when the lab begins: its people, the green cabs'
/// trips of January 2016, and the manual bills and payments of cycle 1. The trips are billed in the
/// transaction that loads them.
public final class WorkshopHistory implements History {
  /// The prefix of each [#source] of this kind.
  public static final String KIND = "workshop";

  private static final int DRIVERS_PER_CHUNK = 2_000;

  private static final String RIDERS =
      """
      insert into riders (rider_id, rider_name, rider_email, payment_id, rider_mobile)
      select id, 'person' || id, 'person' || id || '@example.com', 1, '+1555' || id
      from generate_series(?::bigint, ?) as id
      on conflict (rider_id) do nothing
      """;

  private static final String DRIVERS =
      """
      insert into drivers
        (driver_id, driver_name, vehicle_id, driver_email, driver_mobile, payment_id, make)
      select id, 'driver' || id, 'GRN' || id, 'driver' || id || '@taxi.com', '+1555' || id, 7,
        id % 5 + 1
      from generate_series(?::bigint, ?) as id
      on conflict (driver_id) do nothing
      """;

  private static final String TRIPS_OF_THE_LOAD =
      """
      trips where id = any ((
        select trip_ids from trip_import where id = currval('trip_import_id_seq'))::bigint[])
      """;

  private static final String BILLS =
      """
      insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_date,
        billing_amount, commissions, rides_total, description, billing_status)
      select driver_id, 1, ?, ?, ?, sum(total_amount), 0.8, count(*), 'billing cycle 1',
        'completed'
      from
      """
          + TRIPS_OF_THE_LOAD
          + "group by driver_id order by driver_id";

  /// The lateral subquery makes the planner look bills up driver by driver, even while it has no
  /// statistics of tables that have just been filled.
  private static final String PAYMENTS =
      """
      insert into payment (billing_id, driver_id, billing_cycle, payment_amount, payment_date,
        payment_id, payment_status, status_at, description)
      select bill.id, active.driver_id, bill.billing_cycle, bill.drivers_part, bill.billing_date, 7,
        'completed', bill.billing_date, 'Payment cycle Jan 2016'
      from (select distinct driver_id from
      """
          + TRIPS_OF_THE_LOAD
          + """
      ) as active
      cross join lateral (
        select * from billing
        where made_by = 'manual' and billing.driver_id = active.driver_id and billing_start = ?
          and billing_cycle = 1
        limit 1) as bill
      order by bill.id
      """;

  private final WorkshopSize size;
  private final GreenCabMonth month;
  private final String source;
  private int next;

  public WorkshopHistory(WorkshopSize size, long seed) {
    this.size = size;
    this.month = new GreenCabMonth(size, seed);
    this.source =
        "%s seed %d, %d riders, %d drivers, %d bills, %d trips"
            .formatted(KIND, seed, size.riders(), size.drivers(), size.bills(), size.trips());
  }

  /// Inserts the riders and drivers that don't exist yet.
  ///
  /// @throws farestream.people.PersonConflict if somebody else has the e-mail address or vehicle of
  ///     one of them
  public void insertPeople(DataSource database) throws SQLException {
    try (var connection = database.getConnection()) {
      insertRiders(connection);
      insertDrivers(connection);
    }
  }

  private void insertRiders(Connection connection) throws SQLException {
    var first = size.rider(0);
    var last = size.rider(size.ownRiders() - 1);
    try {
      insert(connection, RIDERS, first, last);
    } catch (SQLException failure) {
      throw StandIns.riderConflict(failure, connection, LongStream.rangeClosed(first, last))
          .orElseThrow(() -> failure);
    }
  }

  private void insertDrivers(Connection connection) throws SQLException {
    var first = size.driver(0);
    var last = size.driver(size.ownDrivers() - 1);
    try {
      insert(connection, DRIVERS, first, last);
    } catch (SQLException failure) {
      throw StandIns.driverConflict(
              failure, connection, LongStream.rangeClosed(first, last), id -> "GRN" + id)
          .orElseThrow(() -> failure);
    }
  }

  /// Inserts the people of a range of ids. The lab's people within it already exist and are
  /// skipped.
  private static void insert(Connection connection, String sql, long first, long last)
      throws SQLException {
    try (var insert = connection.prepareStatement(sql)) {
      insert.setLong(1, first);
      insert.setLong(2, last);
      insert.executeUpdate();
    }
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public boolean isSettled() {
    return false;
  }

  @Override
  public Optional<Chunk> next() {
    if (next == size.bills()) {
      return Optional.empty();
    }
    var start = next;
    next = Math.min(size.bills(), next + DRIVERS_PER_CHUNK);
    var trips = new ArrayList<CompletedTrip>();
    for (var active = start; active < next; active++) {
      trips.addAll(month.trips(active));
    }
    return Optional.of(new Chunk(start, trips));
  }

  @Override
  public void settle(Connection connection) throws SQLException {
    var begins = LocalDateTime.ofInstant(GreenCabMonth.BEGINS, ZoneOffset.UTC);
    var ends = LocalDateTime.ofInstant(GreenCabMonth.ENDS, ZoneOffset.UTC);
    try (var bills = connection.prepareStatement(BILLS);
        var payments = connection.prepareStatement(PAYMENTS)) {
      bills.setObject(1, begins);
      bills.setObject(2, ends);
      bills.setObject(3, ends);
      bills.executeUpdate();
      payments.setObject(1, begins);
      payments.executeUpdate();
    }
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
