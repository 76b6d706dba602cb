package farestream.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.TestInstance;
import farestream.booking.LabDefaults;
import farestream.booking.TripAcceptance;
import farestream.booking.TripBooking;
import farestream.booking.TripCancellation;
import farestream.booking.TripCompletion;
import farestream.booking.TripsTable;
import farestream.money.Money;
import farestream.tlc.CsvFiles;
import farestream.tlc.PlannedTrip;
import farestream.tlc.RefusedRecord;
import farestream.tlc.StandIns;
import farestream.tlc.TlcFile;
import farestream.tlc.TripPlan;
import farestream.trip.Fare;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Tests replays of trips that exist already, and interrupted replays.
@Tag("integration")
class ReplayTest {
  private static final AtomicLong DAYS = new AtomicLong();
  private static final LedgerWait.Timeouts TIMEOUTS =
      LedgerWait.Timeouts.of(Duration.ofSeconds(20));

  private final TestInstance instance = TestInstance.running();
  private final TripsTable table = instance.config().tripsTable();
  private final Recorder recorder = new Recorder();
  @TempDir Path folder;

  /// Records the events of a replay, and stops it with a failure if a test asks for one.
  private static final class Recorder implements Replay.Listener {
    private final List<RefusedRecord> refusals = new ArrayList<>();
    private long failAt = Long.MAX_VALUE;
    private long done;

    @Override
    public void refused(long line, String reason) {
      refusals.add(new RefusedRecord(line, reason, reason, ""));
    }

    @Override
    public void advanced(long now) {
      done = now;
      if (now == failAt) {
        throw new IllegalStateException("stopped by the test");
      }
    }
  }

  @BeforeEach
  void insertPeople() throws SQLException {
    CsvFiles.PEOPLE.insert(instance.config().ledger());
  }

  /// Writes a file of trips that no other test has, a minute apart, of 10.00, 10.01 and so on.
  private TlcFile file(int trips) throws IOException {
    var day = Instant.parse("2030-01-01T10:00:00Z").plus(Duration.ofDays(DAYS.incrementAndGet()));
    var lines = new ArrayList<>(List.of(CsvFiles.YELLOW_2019));
    for (var i = 0; i < trips; i++) {
      var pickup = day.plusSeconds(60L * i).toString().replace("Z", "");
      var dropoff = day.plusSeconds(60L * i + 600).toString().replace("Z", "");
      lines.add(CsvFiles.yellow(pickup, dropoff, Money.ofCents(1_000 + i).toString()));
    }
    return CsvFiles.open(CsvFiles.write(folder, lines.toArray(String[]::new)));
  }

  private TripPlan plan(int trips) throws IOException {
    return CsvFiles.plan(file(trips));
  }

  private static List<PlannedTrip> trips(TripPlan plan) {
    return CsvFiles.entries(plan).stream()
        .map(entry -> ((TripPlan.Entry.Trip) entry).trip())
        .toList();
  }

  private void book(PlannedTrip trip) {
    assertThat(TripBooking.run(table, trip.rider(), trip.record().pickup().time(), trip.number()))
        .isInstanceOf(TripBooking.Outcome.Booked.class);
  }

  private void accept(PlannedTrip trip, long driver) {
    var record = trip.record();
    assertThat(
            TripAcceptance.run(
                table, trip.key(), LabDefaults.driver(driver), record.pickup(), record.ride()))
        .isInstanceOf(TripAcceptance.Outcome.Accepted.class);
  }

  private void complete(PlannedTrip trip, long driver, Fare fare) {
    var record = trip.record();
    assertThat(TripCompletion.run(table, trip.key(), driver, record.dropoff(), record.ride(), fare))
        .isInstanceOf(TripCompletion.Outcome.Completed.class);
  }

  private LedgerWait.Outcome arrival(TripPlan plan, ReplayResult replayed) throws Exception {
    return LedgerWait.await(instance.config().ledger(), plan, replayed, TIMEOUTS, _ -> {});
  }

  @Test
  void trips_left_booked_or_under_way_are_resumed() throws Exception {
    var plan = plan(40);
    var trips = trips(plan);
    book(trips.get(0));
    book(trips.get(1));
    accept(trips.get(1), trips.get(1).driver().id());
    book(trips.get(2));
    // As a replay with more drivers would.
    accept(trips.get(2), 9_000_500);

    var replayed = Replay.run(table, plan, recorder);
    assertThat(replayed.completed()).isEqualTo(40);
    assertThat(replayed.refused()).isZero();
    assertThat(recorder.done).isEqualTo(40);
    assertThat(table.find(trips.get(2).key()).orElseThrow().driverId()).contains(9_000_500L);
    assertThat(table.find(trips.get(39).key()).orElseThrow().number("TOTAL_AMOUNT"))
        .contains(new BigDecimal("10.39"));
  }

  @Test
  void a_replay_that_fails_stops_with_the_cause_and_resumes_when_run_again() throws Exception {
    var plan = plan(100);
    recorder.failAt = 50;
    assertThatThrownBy(() -> Replay.run(table, plan, recorder)).hasMessage("stopped by the test");

    recorder.failAt = Long.MAX_VALUE;
    var replayed = Replay.run(table, plan, recorder);
    assertThat(replayed.completedBefore()).isBetween(50L, 99L);
    assertThat(replayed.trips()).isEqualTo(100);
    assertThat(replayed.total()).isEqualByComparingTo("1049.50");
    assertThat(arrival(plan, replayed))
        .satisfies(arrived -> assertThat(arrived.inLedger()).isEqualTo(100))
        .satisfies(
            arrived -> assertThat(arrived.agreesWith(replayed.trips(), replayed.total())).isTrue());
  }

  @Test
  void a_trip_of_another_client_is_refused_with_its_line() throws Exception {
    var plan = plan(10);
    var trips = trips(plan);
    book(trips.get(0));
    TripCancellation.run(table, trips.get(0).key(), Optional.of("changed plans"), Instant.now());
    book(trips.get(4));
    var driver = instance.newDriver();
    accept(trips.get(4), driver);

    var replayed = Replay.run(table, plan, recorder);
    assertThat(replayed.completed()).isEqualTo(8);
    recorder.refusals.sort(Comparator.comparingLong(RefusedRecord::line));
    assertThat(recorder.refusals).extracting(RefusedRecord::line).containsExactly(2L, 6L);
    assertThat(recorder.refusals.getFirst().reason()).contains("exists and is Cancelled");
    assertThat(recorder.refusals.getLast().reason()).contains("InProgress by driver " + driver);
    // The two others count on neither side.
    assertThat(arrival(plan, replayed).agreesWith(replayed.trips(), replayed.total())).isTrue();
  }

  @Test
  void a_trip_that_exists_with_other_figures_is_refused_and_not_counted() throws Exception {
    var plan = plan(3);
    var trip = trips(plan).get(1);
    book(trip);
    accept(trip, trip.driver().id());
    var fare = trip.record().fare();
    complete(trip, trip.driver().id(), fare.withTotal(Money.of("99.00")));

    var replayed = Replay.run(table, plan, recorder);
    assertThat(replayed.completed()).isEqualTo(2);
    assertThat(recorder.refusals)
        .singleElement()
        .satisfies(
            refusal ->
                assertThat(refusal.reason())
                    .contains("other figures (total 99.00, in the file 10.01)"));
    assertThat(arrival(plan, replayed))
        .satisfies(arrived -> assertThat(arrived.inLedger()).isEqualTo(2))
        .satisfies(arrived -> assertThat(arrived.inLedgerTotal()).isEqualByComparingTo("20.02"));
  }

  @Test
  void a_trip_in_quarantine_is_counted_as_such_and_both_sides_agree() throws Exception {
    var plan = plan(5);
    var trip = trips(plan).get(2);
    book(trip);
    accept(trip, 9_000_777);
    complete(trip, 9_000_777, trip.record().fare());

    var replayed = Replay.run(table, plan, recorder);
    assertThat(replayed.completedBefore()).isEqualTo(1);
    var arrived = arrival(plan, replayed);
    assertThat(arrived.inLedger()).isEqualTo(4);
    assertThat(arrived.quarantined()).isEqualTo(1);
    assertThat(arrived.quarantinedTotal()).isEqualByComparingTo("10.02");
    assertThat(arrived.agreesWith(replayed.trips(), replayed.total())).isTrue();
    assertThat(
            instance.rows(
                "select reason from quarantine where trip_info = '%s'"
                    .formatted(trip.key().tripInfo())))
        .containsExactly("DRIVER_ID is unknown: no such row in drivers");
  }

  @Test
  void a_row_with_another_total_is_detected() throws Exception {
    var plan = plan(3);
    var replayed = Replay.run(table, plan, recorder);
    assertThat(arrival(plan, replayed).agreesWith(replayed.trips(), replayed.total())).isTrue();
    // Two differences that cancel out in the sum.
    var trips = trips(plan);
    for (var change : List.of("0, + 1", "1, - 1")) {
      var parts = change.split(", ", -1);
      instance.update(
          "update trips set total_amount = total_amount %s where trip_info = '%s'"
              .formatted(parts[1], trips.get(Integer.parseInt(parts[0])).key().tripInfo()));
    }
    var arrived = arrival(plan, replayed);
    assertThat(arrived.inLedgerTotal()).isEqualByComparingTo(replayed.total());
    assertThat(arrived.differing()).isEqualTo(2);
    assertThat(arrived.agreesWith(replayed.trips(), replayed.total())).isFalse();
  }

  /// Forwards requests, and records which drivers have a trip.
  private static final class Watched implements DynamoDbClient {
    private final DynamoDbClient client;
    private final Set<String> driving = ConcurrentHashMap.newKeySet();
    private final AtomicLong twice = new AtomicLong();
    private final AtomicLong atOnce = new AtomicLong();

    Watched(DynamoDbClient client) {
      this.client = client;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return client.getItem(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      var values = request.transactItems().getFirst().update().expressionAttributeValues();
      if (!driving.add(requireNonNull(values.get(":DRIVER_ID")).n())) {
        twice.incrementAndGet();
      }
      atOnce.accumulateAndGet(driving.size(), Math::max);
      return client.transactWriteItems(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      var response = client.updateItem(request);
      var completes = request.expressionAttributeValues().get(":driver");
      if (completes != null) {
        driving.remove(completes.n());
      }
      return response;
    }

    @Override
    public String serviceName() {
      return client.serviceName();
    }

    @Override
    public void close() {
      client.close();
    }
  }

  @Test
  void drivers_work_concurrently_and_each_has_one_trip_at_a_time() throws Exception {
    var watched = new Watched(instance.config().dynamoDb());
    var plan = TripPlan.of(file(120), new StandIns(200, 7), _ -> {});
    var replayed = Replay.run(new TripsTable(watched, table.name()), plan, recorder);
    assertThat(replayed.completed()).isEqualTo(120);
    assertThat(watched.twice).hasValue(0);
    assertThat(watched.atOnce.get()).isBetween(2L, 7L);
  }
}
