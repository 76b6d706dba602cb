package farestream.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.sink.IncomingTrips;
import farestream.trip.TripKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The temporary table of the trips that weren't equal in the first pass, with their verdicts.
final class Mismatches {
  private static final String UNSETTLED = next(Judgement.UNSETTLED);

  private static final String REPAIRABLE =
      next("verdict in ('missing_in_ledger', 'missing_in_dynamodb', 'different')");

  private static final String SNAPSHOT =
      """
      insert into snapshot
      select * from unnest(?::bigint[], ?::text[], ?::bytea[], ?::incoming_trip[])
      """;

  private static final String FORGET_SNAPSHOTS =
      "truncate snapshot; update mismatch set pending = false where pending";

  private static final String PENDING =
      """
      update mismatch set pending = true
      from unnest(?::bytea[], ?::bytea[]) as record (riderid, tripinfo)
      where mismatch.key = sha256(sha256(record.riderid) || sha256(record.tripinfo))
        and not mismatch.pending
      """;

  private static final String SETTLE_EQUAL =
      """
      with settled as (
        delete from mismatch where verdict in ('equal', 'none') returning verdict, item_total)
      select count(*), coalesce(sum(item_total), 0.00) from settled where verdict = 'equal'
      """;

  private static final String UNCONFIRMED_TO_WAITING =
      "update mismatch set verdict = 'waiting', faults_found = 0 where faults_found = 1";

  private static final String REOPEN =
      "update mismatch set verdict = null, faults_found = 0 where id = any (?)";

  private static final String TALLIES =
      """
      select verdict, count(*), count(item_total), coalesce(sum(item_total), 0.00),
        count(row_total), coalesce(sum(row_total), 0.00)
      from mismatch group by verdict
      """;

  private static final String FINDINGS =
      """
      select id, verdict, rider_email, trip_info, item, item_total, row_total, differences,
        quarantine_id
      from mismatch
      where verdict = ? and id > ? order by id limit ?
      """;

  private final Connection connection;
  private final IncomingTrips incomingTrips;

  Mismatches(Connection connection, IncomingTrips incomingTrips) {
    this.connection = connection;
    this.incomingTrips = incomingTrips;
  }

  private static String next(String condition) {
    return "select id, riderid, tripinfo, item_hash, row_sequence is not null, latest from mismatch where "
        + condition
        + " and id > ? order by id limit ?";
  }

  List<Mismatch> undecided(long after) throws SQLException {
    return select(UNSETTLED, after);
  }

  List<Mismatch> repairable(long after) throws SQLException {
    return select(REPAIRABLE, after);
  }

  private List<Mismatch> select(String next, long after) throws SQLException {
    try (var select = connection.prepareStatement(next)) {
      select.setLong(1, after);
      select.setInt(2, ItemSide.MOST_KEYS);
      var mismatches = new ArrayList<Mismatch>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          var key =
              new TripKey(new String(rows.getBytes(2), UTF_8), new String(rows.getBytes(3), UTF_8));
          mismatches.add(
              new Mismatch(
                  rows.getLong(1),
                  key,
                  Optional.ofNullable(rows.getBytes(4)),
                  rows.getBoolean(5),
                  Optional.ofNullable(rows.getBigDecimal(6))));
        }
      }
      return mismatches;
    }
  }

  /// Begins a pass in which the items of all undecided mismatches are read again.
  void forgetSnapshots() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(FORGET_SNAPSHOTS);
    }
  }

  /// Stores the current state of the mismatches' items, once in each pass.
  void putSnapshots(List<Mismatch> mismatches, List<ItemSnapshot> snapshots) throws SQLException {
    try (var insert = connection.prepareStatement(SNAPSHOT)) {
      insert.setArray(1, ids(mismatches));
      var items = snapshots.stream().map(snapshot -> code(snapshot.item())).toArray();
      insert.setArray(2, connection.createArrayOf("text", items));
      var hashes =
          snapshots.stream().map(snapshot -> snapshot.hash().orElse(null)).toArray(byte[][]::new);
      insert.setArray(3, connection.createArrayOf("bytea", hashes));
      insert.setArray(
          4, incomingTrips.withoutRecord(snapshots.stream().map(ItemSnapshot::trip).toList()));
      insert.executeUpdate();
    }
  }

  /// Marks the mismatches that have a record pending in the stream.
  void putPending(List<TripKey> keys) throws SQLException {
    try (var update = connection.prepareStatement(PENDING)) {
      update.setArray(1, ComparisonScan.bytes(connection, keys, TripKey::riderEmail));
      update.setArray(2, ComparisonScan.bytes(connection, keys, TripKey::tripInfo));
      update.executeUpdate();
    }
  }

  /// Determines the verdicts of the mismatches that have a snapshot, which are all undecided ones.
  void judge() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("analyze mismatch, snapshot");
      statement.execute(Judgement.JUDGE);
    }
  }

  /// Deletes the mismatches that are equal now.
  ///
  /// @return their totals
  SideTotals removeEqual() throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SETTLE_EQUAL)) {
      row.next();
      return SideTotals.equal(row.getLong(1), row.getBigDecimal(2));
    }
  }

  /// Marks faults that were found only in the last attempt as waiting: they aren't confirmed,
  /// because the trip was still changing in the attempt before.
  void unconfirmedToWaiting() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(UNCONFIRMED_TO_WAITING);
    }
  }

  /// Resets the verdicts, so that the mismatches are judged again.
  void reopen(List<Mismatch> mismatches) throws SQLException {
    try (var update = connection.prepareStatement(REOPEN)) {
      update.setArray(1, ids(mismatches));
      update.executeUpdate();
    }
  }

  Map<Verdict, SideTotals> tallies() throws SQLException {
    var tallies = new EnumMap<Verdict, SideTotals>(Verdict.class);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(TALLIES)) {
      while (rows.next()) {
        tallies.put(
            Verdict.of(rows.getString(1)),
            new SideTotals(
                rows.getLong(2),
                rows.getLong(3),
                rows.getBigDecimal(4),
                rows.getLong(5),
                rows.getBigDecimal(6)));
      }
    }
    return tallies;
  }

  /// A page of findings.
  ///
  /// @param last the id after which the next page starts
  record Page(List<Finding> findings, long last) {}

  Page findings(Verdict verdict, long after, int limit) throws SQLException {
    try (var select = connection.prepareStatement(FINDINGS)) {
      select.setString(1, verdict.code());
      select.setLong(2, after);
      select.setInt(3, limit);
      var findings = new ArrayList<Finding>();
      var last = after;
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          last = rows.getLong(1);
          findings.add(finding(rows));
        }
      }
      return new Page(findings, last);
    }
  }

  private static Finding finding(ResultSet row) throws SQLException {
    return new Finding(
        Verdict.of(row.getString(2)),
        row.getString(3),
        row.getString(4),
        Finding.Item.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getBigDecimal(6)),
        Optional.ofNullable(row.getBigDecimal(7)),
        Optional.ofNullable(row.getString(8)),
        Optional.ofNullable(row.getObject(9, Long.class)));
  }

  private java.sql.Array ids(List<Mismatch> mismatches) throws SQLException {
    return connection.createArrayOf("bigint", mismatches.stream().map(Mismatch::id).toArray());
  }

  private static String code(Finding.Item item) {
    return item.name().toLowerCase(Locale.ROOT);
  }
}
