package farestream.tlc;

import farestream.people.PersonConflict;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import farestream.trip.Driver;
import farestream.trip.Rider;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/// Fictitious riders and drivers for trip records, which name nobody. The same record always gets
/// the same rider and driver, provided their numbers stay the same. Their ids have ranges of their
/// own: riders from 8,000,001, drivers from 9,000,001.
///
/// @param riders how many riders, 1 to 999,999
/// @param drivers how many drivers, 1 to 999,999
public record StandIns(int riders, int drivers) {
  public static final int MOST = 999_999;
  private static final long FIRST_RIDER = 8_000_001;
  private static final long FIRST_DRIVER = 9_000_001;

  private static final String RIDERS =
      """
      insert into riders (rider_id, rider_name, rider_email, payment_id, rider_mobile)
      select id, 'person' || id, 'person' || id || '@example.com', 1, '+1555' || id
      from generate_series(?, ?) as id
      on conflict (rider_id) do nothing
      """;

  private static final String DRIVERS =
      """
      insert into drivers
        (driver_id, driver_name, vehicle_id, driver_email, driver_mobile, payment_id)
      select id, 'driver' || id, plate, 'driver' || id || '@taxi.com', '+1555' || id, 7
      from unnest(?, ?) as driver(id, plate)
      on conflict (driver_id) do nothing
      """;

  public StandIns {
    if (riders < 1 || riders > MOST || drivers < 1 || drivers > MOST) {
      throw new IllegalArgumentException("riders and drivers are 1 to " + MOST);
    }
  }

  /// Inserts the riders and drivers that don't exist yet, so that the trips' references are valid.
  ///
  /// @throws PersonConflict if somebody else has the e-mail address or vehicle of one of them
  public void insert(DataSource database) throws SQLException {
    insert(database, FIRST_RIDER, FIRST_DRIVER);
  }

  /// Inserts as many riders and drivers with other ids.
  ///
  /// @param firstRider the lowest id of the riders
  /// @param firstDriver the lowest id of the drivers
  public void insert(DataSource database, long firstRider, long firstDriver) throws SQLException {
    try (var connection = database.getConnection()) {
      insertRiders(connection, firstRider);
      insertDrivers(connection, firstDriver);
    }
  }

  private void insertRiders(Connection connection, long first) throws SQLException {
    try (var insert = connection.prepareStatement(RIDERS)) {
      insert.setLong(1, first);
      insert.setLong(2, first + riders - 1);
      insert.executeUpdate();
    } catch (SQLException failure) {
      throw riderConflict(failure, connection, LongStream.range(first, first + riders))
          .orElseThrow(() -> failure);
    }
  }

  private void insertDrivers(Connection connection, long first) throws SQLException {
    var ids = LongStream.range(first, first + drivers).boxed().toArray();
    var plates = Stream.of(ids).map(id -> plate((long) id)).toArray();
    try (var insert = connection.prepareStatement(DRIVERS)) {
      insert.setArray(1, connection.createArrayOf("bigint", ids));
      insert.setArray(2, connection.createArrayOf("text", plates));
      insert.executeUpdate();
    } catch (SQLException failure) {
      throw driverConflict(
              failure, connection, LongStream.range(first, first + drivers), StandIns::plate)
          .orElseThrow(() -> failure);
    }
  }

  /// Returns the conflict for which the database refused to insert generated riders, if any.
  public static Optional<PersonConflict> riderConflict(
      SQLException failure, Connection connection, LongStream ids) throws SQLException {
    return PersonConflict.of(
        failure,
        connection,
        PersonKind.RIDER,
        ids,
        Map.of(PersonField.EMAIL, id -> rider(id).email()));
  }

  /// Returns the conflict for which the database refused to insert generated drivers, if any.
  ///
  /// @param plate returns the plate of a driver
  public static Optional<PersonConflict> driverConflict(
      SQLException failure, Connection connection, LongStream ids, LongFunction<String> plate)
      throws SQLException {
    return PersonConflict.of(
        failure,
        connection,
        PersonKind.DRIVER,
        ids,
        Map.of(PersonField.EMAIL, StandIns::driverEmail, PersonField.VEHICLE, plate));
  }

  Rider rider(RecordHash record) {
    return rider(FIRST_RIDER + Math.floorMod(record.rider(), riders));
  }

  /// Returns a rider, named as in the workshop.
  public static Rider rider(long id) {
    return new Rider(
        id, "person" + id + "@example.com", Optional.of("person" + id), Optional.of("+1555" + id));
  }

  /// Returns the driver of a record. The cab type and the vendor of the meter are the record's, so
  /// one driver may have several.
  Driver driver(RecordHash hash, TlcRecord record) {
    var id = FIRST_DRIVER + Math.floorMod(hash.driver(), drivers);
    return driver(id, record.cabType(), record.vendor());
  }

  public static Driver driver(long id, long cabType, Optional<Long> vendor) {
    return new Driver(
        id,
        Optional.of("driver" + id),
        Optional.of(driverEmail(id)),
        Optional.of("+1555" + id),
        Optional.of(plate(id)),
        Optional.of(cabType),
        vendor);
  }

  private static String driverEmail(long id) {
    return "driver" + id + "@taxi.com";
  }

  /// Returns a plate that no other driver has, neither of a replay nor of a simulation.
  private static String plate(long id) {
    return isDriver(id) ? "RPL%06d".formatted(id - FIRST_DRIVER + 1) : "CAB" + id;
  }

  /// Returns whether a driver's id is in the range of stand-ins.
  public static boolean isDriver(long id) {
    return id >= FIRST_DRIVER && id < FIRST_DRIVER + MOST;
  }
}
