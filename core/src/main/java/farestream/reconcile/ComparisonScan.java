package farestream.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.sink.IncomingTrips;
import farestream.stream.Decision;
import farestream.stream.Image;
import farestream.trip.CompletedTrip;
import farestream.trip.TripAttribute;
import farestream.trip.TripKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The first pass of a comparison: compares each page of items with the rows in one statement.
/// Equal rows are recorded by their id in a temporary table; every other trip becomes a mismatch,
/// which is checked again later.
final class ComparisonScan {
  private static final String TABLES =
      """
      create temporary table if not exists equal_row (trip_id bigint not null);
      create temporary table if not exists mismatch (
        id bigint generated always as identity primary key,
        -- DynamoDB's keys as bytes: PostgreSQL's text can't store NUL
        riderid bytea not null,
        tripinfo bytea not null,
        key bytea unique generated always as (sha256(sha256(riderid) || sha256(tripinfo))) stored,
        rider_email text not null,
        trip_info text not null,
        row_sequence numeric,
        latest numeric,
        item text,
        item_hash bytea,
        item_total numeric,
        pending boolean not null default false,
        verdict text,
        faults_found integer not null default 0,
        row_total numeric,
        differences json,
        quarantine_id bigint
      );
      -- The items as last read, apart from the mismatches: rewriting rows of forty columns would take longer.
      create temporary table if not exists snapshot (
        mismatch_id bigint not null,
        item text not null,
        item_hash bytea,
        like incoming_trip
      );
      truncate equal_row, mismatch, snapshot
      """;

  private static final String PAGE =
      """
      with page as (
        select * from unnest(?::incoming_trip[]) as page
      ), compared as (
        select page.rider_email, page.trip_info, page.total_amount,
          trips.id as trip_id, trips.sequence_number,
          trips.id is not null and %s as is_equal
        from page left join trips
          on trips.rider_email = page.rider_email and trips.trip_info = page.trip_info
      ), equal_rows as (
        insert into equal_row select trip_id from compared where is_equal
      ), mismatches as (
        insert into mismatch (riderid, tripinfo, rider_email, trip_info, row_sequence)
        select convert_to(rider_email, 'UTF8'), convert_to(trip_info, 'UTF8'),
          rider_email, trip_info, sequence_number
        from compared where not is_equal
        on conflict (key) do nothing
      )
      select count(*), coalesce(sum(total_amount), 0.00) from compared where is_equal
      """
          .formatted(Columns.same("trips", "page"));

  private static final String UNREADABLE =
      """
      insert into mismatch (riderid, tripinfo, rider_email, trip_info, row_sequence)
      select item.riderid, item.tripinfo, item.rider_email, item.trip_info, trips.sequence_number
      from unnest(?::bytea[], ?::bytea[], ?::text[], ?::text[])
          as item (riderid, tripinfo, rider_email, trip_info)
        left join trips using (rider_email, trip_info)
      on conflict (key) do nothing
      """;

  /// The other direction: rows that no scanned item equals.
  private static final String ROWS_WITHOUT_ITEM =
      """
      insert into mismatch (riderid, tripinfo, rider_email, trip_info, row_sequence)
      select convert_to(rider_email, 'UTF8'), convert_to(trip_info, 'UTF8'),
        rider_email, trip_info, sequence_number
      from trips
      where not exists (select from equal_row where equal_row.trip_id = trips.id)
      on conflict (key) do nothing
      """;

  private final Connection connection;
  private final IncomingTrips incomingTrips;

  ComparisonScan(Connection connection, IncomingTrips incomingTrips) {
    this.connection = connection;
    this.incomingTrips = incomingTrips;
  }

  void begin() throws SQLException {
    execute(TABLES);
  }

  /// Compares a page of items.
  ///
  /// @return the totals of the trips that are equal
  SideTotals page(List<Image> items) throws SQLException {
    var trips = new ArrayList<Optional<CompletedTrip>>();
    var unreadable = new ArrayList<TripKey>();
    for (var item : items) {
      switch (ItemSnapshot.decide(item)) {
        case Decision.Recording(var trip, _) -> trips.add(Optional.of(trip));
        case Decision.Rejection _, Decision.Ignored _, Decision.Removal _ ->
            unreadable.add(key(item));
      }
    }
    if (!unreadable.isEmpty()) {
      addMismatches(unreadable);
    }
    return trips.isEmpty() ? SideTotals.NONE : compare(trips);
  }

  /// Adds the rows that no scanned item equals to the mismatches. Called after the last page.
  void addRowsWithoutItem() throws SQLException {
    execute("analyze equal_row");
    execute(ROWS_WITHOUT_ITEM);
  }

  /// Returns the item's key. DynamoDB's table schema guarantees that both attributes are strings.
  static TripKey key(Image item) {
    return new TripKey(
        item.text(TripAttribute.RIDERID).orElseThrow(),
        item.text(TripAttribute.TRIPINFO).orElseThrow());
  }

  private SideTotals compare(List<Optional<CompletedTrip>> trips) throws SQLException {
    try (var compare = connection.prepareStatement(PAGE)) {
      compare.setArray(1, incomingTrips.withoutRecord(trips));
      try (var row = compare.executeQuery()) {
        row.next();
        return SideTotals.equal(row.getLong(1), row.getBigDecimal(2));
      }
    }
  }

  private void addMismatches(List<TripKey> keys) throws SQLException {
    try (var insert = connection.prepareStatement(UNREADABLE)) {
      insert.setArray(1, bytes(connection, keys, TripKey::riderEmail));
      insert.setArray(2, bytes(connection, keys, TripKey::tripInfo));
      insert.setArray(3, texts(keys, key -> storable(key.riderEmail())));
      insert.setArray(4, texts(keys, key -> storable(key.tripInfo())));
      insert.executeUpdate();
    }
  }

  /// Replaces NUL characters as the quarantine does.
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private java.sql.Array texts(List<TripKey> keys, Function<TripKey, String> text)
      throws SQLException {
    return connection.createArrayOf("text", keys.stream().map(text).toArray());
  }

  static java.sql.Array bytes(
      Connection connection, List<TripKey> keys, Function<TripKey, String> part)
      throws SQLException {
    var bytes = keys.stream().map(part).map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
    return connection.createArrayOf("bytea", bytes);
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
