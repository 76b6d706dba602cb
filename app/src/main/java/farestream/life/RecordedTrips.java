package farestream.life;

import com.fasterxml.jackson.databind.node.ArrayNode;
import farestream.trip.TripKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds rows of `trips` by tripinfo or id, and lists them. Lists by rider, driver or day use an
/// index.
public final class RecordedTrips {
  private static final String NUMBERED = "select rider_email, trip_info from trips where id = ?";

  /// Finds a trip that ended within two days after the pick-up time in its tripinfo. Other trips
  /// need a full scan, [#NAMED_BY_SCAN].
  private static final String NAMED =
      """
      select rider_email, trip_info from trips
      where trip_info = ? and dropoff_datetime >= ? and dropoff_datetime < ?
      union
      select rider_email, trip_info from quarantine where trip_info = ? and rider_email is not null
      """;

  private static final String NAMED_BY_SCAN =
      "select rider_email, trip_info from trips where trip_info = ?";

  private static final String KEYED =
      "select rider_email, trip_info from trips where rider_email = ? and trip_info = ?";

  private static final String LISTED = "select coalesce(json_agg(listed), '[]') from (";

  private static final String LIST =
      """
      select trips.id as trip, trip_info as tripinfo, rider_id as rider, rider_email,
        trips.driver_id as driver,
        pickup_datetime as pickup_at, dropoff_datetime as dropoff_at, total_amount as total,
        billing_cycle as cycle, billing_id as bill
      from trips left join billing_line on trip_id = trips.id
        left join billing on billing.id = billing_id
      """;

  private static final String ORDER = " order by dropoff_datetime desc, trips.id desc limit ?";

  private static final int LONGEST_TRIP_DAYS = 2;

  private final Connection connection;

  public RecordedTrips(Connection connection) {
    this.connection = connection;
  }

  /// The criteria of a list. An empty one matches every trip.
  ///
  /// @param riderEmails the e-mail addresses under which the rider's trips may be stored
  /// @param driverEmails the spellings of the e-mail address under which the trip was accepted
  /// @param from the earliest end of a trip, inclusive
  /// @param until the latest end of a trip, exclusive
  /// @param after the last trip of the previous page
  public record Wanted(
      List<String> riderEmails,
      Optional<Long> riderId,
      List<String> driverEmails,
      Optional<Long> driverId,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<TripKey> after) {}

  public Optional<TripKey> numbered(long trip) throws SQLException {
    return keys(NUMBERED, trip).stream().findFirst();
  }

  /// Returns the keys of recorded or quarantined trips with this tripinfo, found by indexes.
  ///
  /// @param pickup the pick-up time in the tripinfo
  public List<TripKey> named(String tripInfo, Instant pickup) throws SQLException {
    return keys(NAMED, tripInfo, utc(pickup), utc(pickup).plusDays(LONGEST_TRIP_DAYS), tripInfo);
  }

  /// Returns the keys of recorded trips with this tripinfo. Scans all rows.
  public List<TripKey> named(String tripInfo) throws SQLException {
    return keys(NAMED_BY_SCAN, tripInfo);
  }

  public boolean has(TripKey key) throws SQLException {
    return !keys(KEYED, key.riderEmail(), key.tripInfo()).isEmpty();
  }

  /// Returns the trips, latest drop-off first.
  public ArrayNode list(Wanted wanted, int limit) throws SQLException {
    var conditions = new LinkedHashMap<String, Object>();
    if (!wanted.riderEmails().isEmpty()) {
      conditions.put(
          "rider_email = any (?)",
          connection.createArrayOf("text", wanted.riderEmails().toArray()));
    }
    wanted.riderId().ifPresent(id -> conditions.put("rider_id = ?", id));
    wanted.driverId().ifPresent(id -> conditions.put("trips.driver_id = ?", id));
    if (!wanted.driverEmails().isEmpty()) {
      conditions.put(
          "driver_email = any (?)",
          connection.createArrayOf("text", wanted.driverEmails().toArray()));
    }
    wanted.from().ifPresent(from -> conditions.put("dropoff_datetime >= ?", utc(from)));
    wanted.until().ifPresent(until -> conditions.put("dropoff_datetime < ?", utc(until)));
    wanted
        .after()
        .ifPresent(
            last ->
                conditions.put(
                    "(dropoff_datetime, trips.id) < (select dropoff_datetime, id from trips"
                        + " where rider_email = ? and trip_info = ?)",
                    last));
    var where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions.keySet());
    try (var select = connection.prepareStatement(LISTED + LIST + where + ORDER + ") as listed")) {
      bind(select, conditions, limit);
      try (var row = select.executeQuery()) {
        row.next();
        return (ArrayNode) SqlJson.read(row.getString(1));
      }
    }
  }

  private static void bind(PreparedStatement select, Map<String, Object> conditions, int limit)
      throws SQLException {
    var index = 0;
    for (var value : conditions.values()) {
      if (value instanceof TripKey(var riderEmail, var tripInfo)) {
        select.setString(++index, riderEmail);
        select.setString(++index, tripInfo);
      } else {
        select.setObject(++index, value);
      }
    }
    select.setInt(++index, limit);
  }

  private List<TripKey> keys(String sql, Object... parameters) throws SQLException {
    try (var select = connection.prepareStatement(sql)) {
      for (var index = 0; index < parameters.length; index++) {
        select.setObject(index + 1, parameters[index]);
      }
      var keys = new ArrayList<TripKey>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          keys.add(new TripKey(rows.getString(1), rows.getString(2)));
        }
      }
      return keys;
    }
  }

  private static LocalDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDateTime();
  }
}
