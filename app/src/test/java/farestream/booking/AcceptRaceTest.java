package farestream.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.TestInstance;
import farestream.trip.Ride;
import farestream.trip.Stop;
import farestream.trip.TripKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// Concurrent acceptance, which DynamoDB decides.
@Tag("integration")
class AcceptRaceTest {
  private static final int AT_ONCE = 12;
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Stop STOP =
      new Stop(NOW, Optional.empty(), Optional.empty(), Optional.empty());
  private static final Ride RIDE =
      new Ride(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final TestInstance instance = TestInstance.running();
  private final TripsTable table = instance.config().tripsTable();
  private final long driver = instance.newDriver();

  @RepeatedTest(5)
  void of_many_concurrent_drivers_exactly_one_gets_the_trip() throws Exception {
    var key = booked();
    var drivers = LongStream.range(0, AT_ONCE).map(_ -> instance.newDriver()).toArray();
    var outcomes = atOnce(number -> accept(key, drivers[number]));

    var winner = table.find(key).orElseThrow().driverId();
    assertThat(outcomes).filteredOn(TripAcceptance.Outcome.Accepted.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(TripAcceptance.Outcome.Taken.class::isInstance)
        .hasSize(AT_ONCE - 1)
        .allSatisfy(
            taken ->
                assertThat(((TripAcceptance.Outcome.Taken) taken).trip().driverId())
                    .isEqualTo(winner));
  }

  @RepeatedTest(5)
  void of_many_trips_accepted_concurrently_a_driver_gets_exactly_one() throws Exception {
    var trips = IntStream.range(0, AT_ONCE).mapToObj(_ -> booked()).toList();
    var outcomes = atOnce(number -> accept(trips.get(number), driver));

    assertThat(outcomes).filteredOn(TripAcceptance.Outcome.Accepted.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(TripAcceptance.Outcome.DriverIsBusy.class::isInstance)
        .hasSize(AT_ONCE - 1);
    assertThat(trips.stream().map(trip -> table.find(trip).orElseThrow().statusText()))
        .containsOnlyOnce("InProgress")
        .contains("Booked");
  }

  @Test
  void a_driver_who_has_ended_a_trip_can_accept_the_next() {
    var first = booked();
    assertThat(accept(first, driver)).isInstanceOf(TripAcceptance.Outcome.Accepted.class);
    var second = booked();
    assertThat(accept(second, driver)).isInstanceOf(TripAcceptance.Outcome.DriverIsBusy.class);
    assertThat(TripCancellation.run(table, first, Optional.empty(), NOW))
        .isInstanceOf(TripCancellation.Outcome.Cancelled.class);
    assertThat(accept(second, driver)).isInstanceOf(TripAcceptance.Outcome.Accepted.class);
  }

  @Test
  void a_stale_hint_of_a_drivers_last_trip_costs_a_retry_only() {
    var first = booked();
    var second = booked();
    var nowhere = Optional.of(new TripKey("nobody@example.com", "nowhere"));
    assertThat(acceptAfter(nowhere, first)).isInstanceOf(TripAcceptance.Outcome.Accepted.class);
    assertThat(acceptAfter(nowhere, second))
        .isInstanceOf(TripAcceptance.Outcome.DriverIsBusy.class);
    assertThat(acceptAfter(Optional.of(first), second))
        .isInstanceOf(TripAcceptance.Outcome.DriverIsBusy.class);
    set(first, "Completed");
    assertThat(acceptAfter(Optional.of(first), second))
        .isInstanceOf(TripAcceptance.Outcome.Accepted.class);
    assertThat(acceptAfter(Optional.of(first), booked()))
        .isInstanceOf(TripAcceptance.Outcome.DriverIsBusy.class);
  }

  private TripAcceptance.Outcome acceptAfter(Optional<TripKey> last, TripKey key) {
    return TripAcceptance.run(table, key, LabDefaults.driver(driver), STOP, RIDE, last);
  }

  @Test
  void a_trip_that_another_program_has_ended_or_removed_frees_its_driver() {
    var ended = booked();
    accept(ended, driver);
    set(ended, "Completed");
    var removed = booked();
    assertThat(accept(removed, driver)).isInstanceOf(TripAcceptance.Outcome.Accepted.class);
    table
        .dynamoDb()
        .deleteItem(delete -> delete.tableName(table.name()).key(TripsTable.keyOf(removed)));
    assertThat(accept(booked(), driver)).isInstanceOf(TripAcceptance.Outcome.Accepted.class);
  }

  @Test
  void a_trip_that_is_booked_again_can_be_accepted_again() {
    var trip = booked();
    accept(trip, driver);
    assertThat(accept(trip, driver)).isInstanceOf(TripAcceptance.Outcome.Taken.class);
    set(trip, "Booked");
    assertThat(accept(trip, driver)).isInstanceOf(TripAcceptance.Outcome.Accepted.class);
  }

  @Test
  void accepting_a_missing_trip_leaves_the_driver_free() {
    var nowhere = new TripKey("nobody@example.com", "nowhere");
    assertThat(accept(nowhere, driver)).isEqualTo(new TripAcceptance.Outcome.NotFound(nowhere));
    assertThat(accept(booked(), driver)).isInstanceOf(TripAcceptance.Outcome.Accepted.class);
  }

  @Test
  void a_missing_drivers_table_is_reported_with_the_command_that_creates_it() {
    BareTable.create(table.dynamoDb(), "alone");
    var alone = new TripsTable(table.dynamoDb(), "alone");
    var key = TripBooking.key(LabDefaults.rider(LabDefaults.RIDER), NOW, 1);
    assertThatThrownBy(() -> TripAcceptance.run(alone, key, LabDefaults.driver(driver), STOP, RIDE))
        .isInstanceOf(TableSetup.NotReady.class)
        .hasMessageStartingWith("table alone-drivers doesn't exist")
        .hasMessageContaining("--table-name alone-drivers --attribute-definitions");
    var nowhere = new TripsTable(table.dynamoDb(), "nowhere");
    assertThatThrownBy(
            () -> TripAcceptance.run(nowhere, key, LabDefaults.driver(driver), STOP, RIDE))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private TripKey booked() {
    var rider = LabDefaults.rider(LabDefaults.RIDER);
    var number = (int) (System.nanoTime() % 10_000_000);
    return TripBooking.run(table, rider, NOW, number) instanceof TripBooking.Outcome.Booked
        ? TripBooking.key(rider, NOW, number)
        : booked();
  }

  private TripAcceptance.Outcome accept(TripKey key, long by) {
    return TripAcceptance.run(table, key, LabDefaults.driver(by), STOP, RIDE);
  }

  private void set(TripKey trip, String status) {
    table.change(
        trip,
        Map.of("STATUS", AttributeValue.fromS(status)),
        "attribute_exists(#STATUS)",
        Map.of());
  }

  private static List<TripAcceptance.Outcome> atOnce(IntFunction<TripAcceptance.Outcome> accept)
      throws Exception {
    var barrier = new CyclicBarrier(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads
          .invokeAll(
              IntStream.range(0, AT_ONCE)
                  .<Callable<TripAcceptance.Outcome>>mapToObj(
                      number ->
                          () -> {
                            barrier.await();
                            return accept.apply(number);
                          })
                  .toList())
          .stream()
          .map(Future::resultNow)
          .toList();
    }
  }
}
