package farestream.tripimport;

import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.audit.Audit;
import farestream.billing.BilledDatabase;
import farestream.billing.Billing;
import farestream.billing.Disputes;
import farestream.billing.LabSql;
import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.Ledger;
import farestream.sink.LedgerStatus;
import farestream.stream.Decision;
import farestream.stream.LabTrip;
import farestream.stream.TripDecoder;
import farestream.trip.CompletedTrip;
import farestream.tripimport.TripImports.LoadStart;
import farestream.tripimport.TripImports.Loaded;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests imports of past trips that were settled elsewhere. The imported trips are of 2019-12-18;
/// the others come from the stream.
@Tag("integration")
class TripImportsTest {
  private static final LoadStart BEGINNING = new LoadStart("file", 0, true);

  private final BilledDatabase database = new BilledDatabase();
  private final Connection connection;
  private final TripImports loads;

  TripImportsTest() throws SQLException {
    connection = database.database().commands().getConnection();
    loads = TripImports.begin(connection).orElseThrow();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static CompletedTrip trip(LabTrip item) {
    return ((Decision.Recording) TripDecoder.decide(item.change(1))).trip();
  }

  private static List<CompletedTrip> trips(String... tripInfos) {
    return Stream.of(tripInfos).map(LabTrip::completed).map(TripImportsTest::trip).toList();
  }

  private Loaded load(LoadStart start, String... tripInfos) throws SQLException {
    return loads.load(start, CopyRows.of(trips(tripInfos)), TripImports.ALONE);
  }

  @Test
  void an_imported_row_equals_the_workers() throws SQLException {
    load(BEGINNING, "t1");
    try (var other = database.database().commands().getConnection()) {
      var batch = new Batch("stream", List.of(LabTrip.completed("t1").change(5)), Optional.empty());
      assertThat(new Ledger(other).apply(batch))
          .isEqualTo(new BatchOutcome.Committed(0, 0, 1, 0, List.of(), 0));
    }
    assertThat(database.value("select count(*) from trip_history")).isEqualTo("0");
    assertThat(database.value("select trip_import from trips")).isEqualTo("1");
  }

  @Test
  void trips_that_have_a_row_are_skipped() throws SQLException {
    assertThat(load(BEGINNING, "t1", "t2")).isEqualTo(new Loaded(2, new BigDecimal("28.36")));
    assertThat(load(new LoadStart("other file", 0, true), "t2", "t3", "t3"))
        .isEqualTo(new Loaded(1, new BigDecimal("14.18")));
    assertThat(database.value("select string_agg(trip_import::text, ' ' order by id) from trips"))
        .isEqualTo("1 1 2");
  }

  @Test
  void a_place_is_loaded_once_and_recorded() throws SQLException {
    load(BEGINNING, "t1");
    assertThatThrownBy(() -> load(BEGINNING, "t2"))
        .hasMessageContaining("a_position_of_a_source_is_loaded_once");
    assertThat(database.value("select count(*) from trips")).isEqualTo("1");
    assertThat(loads.loads("file")).containsOnlyKeys(0L);
    assertThat(loads.loads("other")).isEmpty();
  }

  @Test
  void only_one_process_imports_at_a_time() throws SQLException {
    try (var other = database.database().commands().getConnection()) {
      assertThat(TripImports.begin(other)).isEmpty();
    }
  }

  @Test
  void unsent_trips_are_read_back_as_they_were_loaded() throws SQLException {
    load(BEGINNING, "t1", "t2");
    var unsent = new UnsentImports(connection);
    var load = unsent.loads().getFirst();
    assertThat(unsent.trips(load)).isEqualTo(trips("t1", "t2"));
    unsent.sent(load);
    assertThat(unsent.loads()).isEmpty();
  }

  @Test
  void no_cycle_bills_imported_trips() throws SQLException {
    load(BEGINNING, "t1");
    assertThat(database.billing().close(NOW, NOW))
        .isInstanceOf(Billing.Outcome.NothingToBill.class);
    database.trip(BilledDatabase.DRIVER, "2019-12-18T10:00:00Z", "5.00");
    database.billing().close(NOW, NOW);
    database.run("update trips set total_amount = 20 where trip_import is not null");
    assertThat(database.billing().close(NOW.plusSeconds(1), NOW.plusSeconds(2)))
        .isInstanceOf(Billing.Outcome.NothingToBill.class);
    assertThat(database.value("select string_agg(amount::text, ' ') from billing_line"))
        .isEqualTo("5.00");
    assertThat(verified()).isInstanceOf(Audit.Outcome.Proved.class);
  }

  /// The cycle after one that was closed before the import doesn't bill it either.
  @Test
  void no_later_cycle_bills_imported_trips() throws SQLException {
    database.trip(BilledDatabase.DRIVER, "2019-12-17T10:00:00Z", "5.00");
    database.billing().close(java.time.Instant.parse("2019-12-18T00:00:00Z"), NOW);
    load(BEGINNING, "t1");
    assertThat(database.billing().close(NOW, NOW))
        .isInstanceOf(Billing.Outcome.NothingToBill.class);
    assertThat(LedgerStatus.of(connection).unbilledTrips()).isZero();
    assertThat(verified()).isInstanceOf(Audit.Outcome.Proved.class);
  }

  @Test
  void the_labs_bill_for_its_day_violates_a_named_rule() throws SQLException {
    load(BEGINNING, "t1");
    database.trip(BilledDatabase.OTHER_DRIVER, "2019-12-18T10:00:00Z", "5.00");
    assertThat(refusal(() -> database.run(LabSql.billOn("2019-12-18"))).getConstraint())
        .isEqualTo("a_settled_trip_is_never_billed");
    assertThat(database.value("select count(*) from billing")).isEqualTo("0");
  }

  @Test
  void a_manual_bill_without_imported_trips_is_accepted_and_gets_the_lines_of_the_others()
      throws SQLException {
    load(BEGINNING, "t1");
    database.trip(BilledDatabase.OTHER_DRIVER, "2019-12-18T10:00:00Z", "5.00");
    database.run(
        LabSql.billOn("2019-12-18").replace("group by", "and trip_import is null group by"));
    assertThat(database.value("select string_agg(amount::text, ' ') from billing_line"))
        .isEqualTo("5.00");
    assertThat(verified()).isInstanceOf(Audit.Outcome.Proved.class);
  }

  @Test
  void a_disputed_imported_trip_opens_no_dispute() throws SQLException {
    loads.load(
        BEGINNING,
        CopyRows.of(List.of(trip(LabTrip.completed("t1").number("PAYMENT_TYPET", "4")))),
        TripImports.ALONE);
    assertThat(new Disputes(database.database().commands()).open(10)).isEmpty();
  }

  @Test
  void imported_trips_and_their_mark_stay() throws SQLException {
    load(BEGINNING, "t1");
    assertThat(refusal(() -> database.run("update trips set trip_import = null")).getConstraint())
        .isEqualTo("a_load_keeps_its_trips");
    assertThat(refusal(() -> database.runAsOwner("delete from trips")).getConstraint())
        .isEqualTo("a_billed_trip_stays");
    assertThat(
            refusal(
                    () ->
                        database.runAsOwner(
                            "truncate trips, trip_history, trip_followed, dispute_resolution, trip_decision"))
                .getConstraint())
        .isEqualTo("a_billed_trip_stays");
    assertThat(
            refusal(() -> database.runAsOwner("update trip_import set trips = 1")).getConstraint())
        .isEqualTo("nothing_is_rewritten");
  }

  @Test
  void a_forged_mark_is_found() throws SQLException {
    load(BEGINNING, "t1");
    assertThat(verified()).isInstanceOf(Audit.Outcome.Proved.class);
    database.run(
        """
        insert into trips (rider_id, driver_id, rider_email, trip_info, pickup_datetime,
          dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
          improvement_surcharge, total_amount, status, trip_import)
        select rider_id, driver_id, rider_email, 'forged', pickup_datetime, dropoff_datetime,
          fare_amount, extra, mta_tax, tip_amount, tolls_amount, improvement_surcharge,
          total_amount, status, trip_import from trips
        """);
    assertThat(verified())
        .isInstanceOfSatisfying(
            Audit.Outcome.Disproved.class,
            disproved ->
                assertThat(disproved.first().first().what())
                    .isEqualTo("a trip is marked with an import that does not list it"));
  }

  private Audit.Outcome verified() {
    return new Audit(database.database().commands()).verify(Optional.empty(), _ -> {}).outcome();
  }
}
