package farestream.ledger;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import farestream.ledger.Ledger.Candidate;
import farestream.ledger.Ledger.SetAside;
import farestream.ledger.Ledger.Written;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Writes the rows of `trips`: a whole wave in one statement, each trip at most once.
///
/// A trip that has a row is amended if the change is later than the one it was written from and
/// makes a difference; the trigger `trips_keep_history` keeps what it was. A trip that refers to
/// something unknown is left out and named, so that one such trip doesn't fail the statement.
final class TripRows {
  private static final String WRITE = statement();

  /// A later record without a difference. Were the row's place not moved, an earlier record that
  /// comes after it would count as later. The upsert has locked these rows.
  private static final String ADVANCE =
      """
      update trips set sequence_number = incoming.sequence_number
      from unnest(?) as incoming
      where trips.rider_email = incoming.rider_email
        and trips.trip_info = incoming.trip_info
        and trips.sequence_number < incoming.sequence_number
      """;

  private final Connection connection;
  private final IncomingTrips incomingTrips;

  TripRows(Connection connection) throws SQLException {
    this.connection = connection;
    this.incomingTrips = new IncomingTrips(connection);
  }

  /// What became of a wave.
  record Result(Written written, List<SetAside> setAside) {}

  /// Does not use the connection.
  Wave wave(List<Candidate> candidates) {
    return new Wave(candidates, incomingTrips.of(candidates));
  }

  Result write(Wave wave) throws SQLException {
    var result = upsert(wave);
    if (result.written().unchanged() > 0) {
      try (var advance = connection.prepareStatement(ADVANCE)) {
        advance.setArray(1, taken(wave, result).rows());
        advance.executeUpdate();
      }
    }
    return result;
  }

  /// What was set aside must not count as seen: a replay would find the row to be later.
  private Wave taken(Wave wave, Result result) {
    if (result.setAside().isEmpty()) {
      return wave;
    }
    var refused = result.setAside().stream().map(SetAside::change).collect(toSet());
    return wave(
        wave.candidates().stream()
            .filter(candidate -> !refused.contains(candidate.change()))
            .toList());
  }

  private Result upsert(Wave wave) throws SQLException {
    try (var upsert = connection.prepareStatement(WRITE)) {
      upsert.setArray(1, wave.rows());
      try (var row = upsert.executeQuery()) {
        row.next();
        var recorded = row.getInt(1);
        var amended = row.getInt(2);
        var setAside = setAside(row, wave.candidates());
        var unchanged = wave.candidates().size() - recorded - amended - setAside.size();
        return new Result(new Written(recorded, amended, unchanged), setAside);
      }
    }
  }

  private static List<SetAside> setAside(ResultSet row, List<Candidate> candidates)
      throws SQLException {
    var places = row.getArray(3);
    if (places == null) {
      return List.of();
    }
    var setAside = new ArrayList<SetAside>();
    var rules = (String[]) row.getArray(4).getArray();
    for (var place : (Long[]) places.getArray()) {
      var change = candidates.get((int) (place - 1)).change();
      setAside.add(new SetAside(change, SqlFaults.unknown(rules[setAside.size()])));
    }
    return setAside;
  }

  private static String statement() {
    var data = TripColumn.ALL.stream().map(TripColumn::name).toList();
    var columns = String.join(", ", data) + ", sequence_number";
    return """
    with incoming as materialized (
      select incoming.*, nullif(concat_ws(' ',
        case when not exists (select from riders where riders.rider_id = incoming.rider_id)
          then 'trips_rider_is_known' end,
        case when not exists (select from drivers where drivers.driver_id = incoming.driver_id)
          then 'trips_driver_is_known' end,
        case when cab_type_id is not null
            and not exists (select from cab_types where cab_types.id = cab_type_id)
          then 'trips_cab_type_is_known' end,
        case when rate_code_id is not null
            and not exists (select from rate_codes where rate_id = rate_code_id)
          then 'trips_rate_code_is_known' end,
        case when payment_type is not null
            and not exists (select from payment_types where payment_id = payment_type)
          then 'trips_payment_type_is_known' end), '') as faults
      from unnest(?) with ordinality as incoming (%1$s, place)
    ), written as (
      insert into trips (%1$s)
      select %1$s from incoming where faults is null
      on conflict on constraint a_trip_is_recorded_once do update set %2$s
      where trips.sequence_number < excluded.sequence_number
        and (%3$s) is distinct from (%4$s)
      returning xmax = 0 as is_new
    ), refused as (
      select array_agg(place) as places, array_agg(faults) as faults
      from incoming where faults is not null
    )
    select count(*) filter (where is_new), count(*) filter (where not is_new),
      (select places from refused), (select faults from refused)
    from written
    """
        .formatted(
            columns,
            Stream.concat(data.stream(), Stream.of("sequence_number"))
                .filter(name -> !isKey(name))
                .map(name -> name + " = excluded." + name)
                .collect(joining(", ")),
            data.stream()
                .filter(name -> !isKey(name))
                .map(name -> "trips." + name)
                .collect(joining(", ")),
            data.stream()
                .filter(name -> !isKey(name))
                .map(name -> "excluded." + name)
                .collect(joining(", ")));
  }

  private static boolean isKey(String column) {
    return column.equals("rider_email") || column.equals("trip_info");
  }
}
