package farestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.BilledDatabase;
import farestream.billing.DriverShare;
import farestream.billing.SharePolicy;
import farestream.billing.Terms;
import farestream.money.Money;
import farestream.report.Report.PaymentTypeTotals;
import farestream.report.Subject.CycleSubject;
import farestream.report.Subject.DaySubject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class ReportsTest {
  private static final long DRIVER = BilledDatabase.DRIVER;
  private static final long OTHER = BilledDatabase.OTHER_DRIVER;
  private static final LocalDate DAY = LocalDate.parse("2019-03-05");
  private static final Terms COMPONENTS =
      new Terms(SharePolicy.COMPONENTS, DriverShare.LAB, Money.ZERO);

  private final BilledDatabase database = new BilledDatabase();

  @Test
  void every_breakdown_adds_up_to_the_bills() {
    var random = new Random(6);
    for (var i = 0; i < 300; i++) {
      var dropoff = Instant.parse("2019-03-04T00:00:00Z").plusSeconds(random.nextInt(200_000));
      var total = BigDecimal.valueOf(random.nextInt(12_000) - 500, 2);
      amend(
          database.trip(random.nextBoolean() ? DRIVER : OTHER, dropoff, total),
          "payment_type = %s, pickup_location_id = %s, pickup_longitude = %s, pickup_latitude = %s"
              .formatted(
                  anyOf(random, "null", "1", "2", "4"),
                  anyOf(random, "null", "132", "264", "265", "999", "-7"),
                  anyOf(random, "null", "-73.9857", "-73.1", "'NaN'"),
                  anyOf(random, "null", "40.7484", "40.1")));
    }
    database.releaseAll();
    close("2019-03-07T05:00:00Z");

    var report = ofCycle(2);
    var billed = ((CycleSubject) report.subject()).summary().sums();
    assertThat(report.totals().all()).isEqualTo(new TripTotals(billed.rides(), billed.amount()));
    assertThat(report.totals().drivers()).isEqualTo(2);
    assertThat(sum(report.hours())).isEqualTo(report.totals().all());
    assertThat(sum(ofPlaces(report.places()).toList())).isEqualTo(report.totals().all());
    assertThat(sum(report.payments().stream().map(PaymentTypeTotals::tally).toList()))
        .isEqualTo(report.totals().all());
    assertThat(report.latency().later()).isEqualTo(300);

    assertThat(report.places().zones()).extracting(of -> of.zone().number()).contains(132);
    assertThat(report.places().outside().trips())
        .isEqualTo(
            count(
                "pickup_location_id = 265"
                    + " or pickup_location_id is distinct from 132 and pickup_longitude is not null"
                    + " and pickup_latitude is not null"
                    + " and (pickup_longitude <> -73.9857 or pickup_latitude <> 40.7484)"));
    assertThat(report.places().unknown().trips())
        .isEqualTo(
            count(
                "pickup_location_id is distinct from 132"
                    + " and pickup_location_id is distinct from 265"
                    + " and (pickup_longitude is null or pickup_latitude is null)"));
    assertThat(report.cash().trips()).isEqualTo(count("payment_type = 2"));
  }

  @Test
  void a_point_without_a_zone_counts_where_the_nearest_centre_is() {
    at("-73.9857", "40.7484");
    at("-73.7781", "40.6413");
    at("-74.1745", "40.6895");
    at("-73.2", "40.7");
    at("-74.0324", "40.9");
    close("2019-03-07T05:00:00Z");

    var places = ofCycle(2).places();
    assertThat(places.zones())
        .extracting(of -> of.zone().name())
        .containsExactlyInAnyOrder("Midtown South", "JFK Airport", "Newark Airport");
    assertThat(places.byPoint().trips()).isEqualTo(3);
    assertThat(places.outside().trips()).isEqualTo(2);
  }

  @Test
  void a_trip_counts_as_it_was_billed() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    amend(trip, "payment_type = 2, tip_amount = 1.50, pickup_location_id = 132");
    close("2019-03-06T05:00:00Z");
    amend(trip, "payment_type = 1, tip_amount = 3, total_amount = 12, pickup_location_id = 4");
    amend(trip, "payment_type = 1, tip_amount = 4, total_amount = 13");

    var before = ofCycle(2);
    assertThat(before.totals().all().fares()).hasToString("10.00");
    assertThat(before.totals().tips()).hasToString("1.50");
    assertThat(before.cash().fares()).hasToString("10.00");
    assertThat(before.places().zones().getFirst().zone().number()).isEqualTo(132);
    assertThat(((CycleSubject) before.subject()).correctedLater()).isEqualTo(TripTotals.NONE);
    assertThat(ofDay(DAY).totals().all().fares()).hasToString("13.00");

    close("2019-03-07T05:00:00Z");
    assertThat(((CycleSubject) ofCycle(2).subject()).correctedLater()).isEqualTo(tally(1, "3.00"));
    var next = ofCycle(3);
    assertThat(((CycleSubject) next.subject()).corrected()).isEqualTo(tally(1, "3.00"));
    assertThat(((CycleSubject) next.subject()).withoutTrips()).isEqualTo(1);
    assertThat(next.totals().all()).isEqualTo(TripTotals.NONE);
    assertThat(next.totals().drivers()).isZero();
  }

  @Test
  void a_billed_version_that_is_no_longer_recorded_has_no_tips() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    amend(trip, "tip_amount = 2");
    close("2019-03-06T05:00:00Z");
    database.runAsOwner(
        """
        alter table trips disable trigger trips_keep_history;
        update trips set total_amount = 11;
        alter table trips enable trigger trips_keep_history
        """);
    var totals = ofCycle(2).totals();
    assertThat(totals.all()).isEqualTo(tally(1, "10.00"));
    assertThat(totals.tips()).isEqualTo(Money.ZERO);
    assertThat(totals.withoutParts()).isEqualTo(tally(1, "10.00"));
  }

  @Test
  void a_day_has_the_trips_that_ended_on_it_in_the_city() {
    database.trip(DRIVER, "2019-03-05T04:59:59Z", "1.00");
    database.trip(DRIVER, "2019-03-05T05:00:00Z", "2.00");
    database.trip(OTHER, "2019-03-06T04:59:59Z", "4.00");
    database.trip(OTHER, "2019-03-06T05:00:00Z", "8.00");
    var calledOff = database.trip(OTHER, "2019-03-05T05:30:00Z", "16.00");
    close("2019-03-05T06:00:00Z");
    amend(calledOff, "status = 'Cancelled'");

    var report = ofDay(DAY);
    assertThat(report.totals().all()).isEqualTo(tally(2, "6.00"));
    assertThat(report.totals().drivers()).isEqualTo(2);
    assertThat(report.hours().get(0)).isEqualTo(tally(1, "2.00"));
    assertThat(report.hours().get(23)).isEqualTo(tally(1, "4.00"));
    assertThat(((DaySubject) report.subject()).billed()).isEqualTo(tally(1, "2.00"));
    assertThat(((DaySubject) report.subject()).notCompleted()).isEqualTo(1);
    assertThat(ofDay(DAY.plusDays(40)).totals().all()).isEqualTo(TripTotals.NONE);
  }

  @Test
  void a_settled_trip_is_not_waiting_for_a_bill() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    var settled = inALoad(database.trip(DRIVER, "2019-03-05T15:00:00Z", "2.00"), true);
    inALoad(database.trip(OTHER, "2019-03-05T16:00:00Z", "4.00"), false);
    close("2019-03-06T05:00:00Z");

    var day = (DaySubject) ofDay(DAY).subject();
    assertThat(day.billed()).isEqualTo(tally(1, "1.00"));
    assertThat(day.settled()).isEqualTo(tally(1, "2.00"));
    amend(settled, "status = 'Cancelled'");
    assertThat(((DaySubject) ofDay(DAY).subject()).settled()).isEqualTo(TripTotals.NONE);
  }

  @Test
  void hours_are_those_of_the_citys_clock() {
    // Clocks went back from 2:00 to 1:00 that night, so the hour occurred twice.
    database.trip(DRIVER, "2019-11-03T05:30:00Z", "1.00");
    database.trip(DRIVER, "2019-11-03T06:30:00Z", "2.00");
    database.trip(DRIVER, "2019-11-03T07:30:00Z", "4.00");
    var hours = ofDay(LocalDate.parse("2019-11-03")).hours();
    assertThat(hours.get(1)).isEqualTo(tally(2, "3.00"));
    assertThat(hours.get(2)).isEqualTo(tally(1, "4.00"));
  }

  @Test
  void latency_is_computed_from_the_trips_that_have_it() {
    for (var seconds : List.of(0, 0, 0, 1, 3, 200)) {
      recordedAfter(Duration.ofSeconds(seconds));
    }
    recordedAfter(Duration.ofDays(2));
    recordedAfter(Duration.ofSeconds(-5));
    var latency = ofDay(DAY).latency();
    assertThat(latency.trips()).isEqualTo(6);
    assertThat(latency.later()).isEqualTo(1);
    assertThat(latency.before()).isEqualTo(1);
    assertThat(latency.within(50)).hasValue(1_000);
    assertThat(latency.within(99)).hasValue(201_000);
    assertThat(latency.steps())
        .extracting(Latency.Step::trips)
        .containsExactly(3L, 1L, 1L, 0L, 1L, 0L, 0L);
  }

  /// The drop-off is ignored, since that of a simulated trip is in simulated time.
  @Test
  void the_latency_of_a_tracked_trip_starts_at_its_completion() {
    followed(recordedAfter(Duration.ofDays(2)), 0.051);
    followed(recordedAfter(Duration.ofSeconds(-5)), 0.300);
    followed(recordedAfter(Duration.ofSeconds(3)), 1.999);
    // DynamoDB confirmed the completion after the transaction of the row had begun.
    followed(recordedAfter(Duration.ofSeconds(3)), -0.002);
    var latency = ofDay(DAY).latency();
    assertThat(latency.trips()).isEqualTo(4);
    assertThat(latency.followed()).isEqualTo(4);
    assertThat(latency.millis()).isEqualTo(Map.of(10, 1L, 60, 1L, 310, 1L, 2_000, 1L));
    assertThat(latency.steps())
        .extracting(Latency.Step::trips)
        .containsExactly(2L, 0L, 1L, 0L, 1L, 0L, 0L, 0L, 0L, 0L);

    recordedAfter(Duration.ofSeconds(0));
    assertThat(ofDay(DAY).latency().followed()).isEqualTo(4);
    assertThat(ofDay(DAY).latency().steps())
        .extracting(Latency.Step::trips)
        .containsExactly(4L, 1L, 0L, 0L, 0L, 0L, 0L);
  }

  @Test
  void there_is_no_report_on_a_missing_cycle() {
    assertThat(new Reports(database.database().commands()).ofCycle(2, BilledDatabase.NOW))
        .isEmpty();
  }

  /// Marks a trip as imported.
  private int inALoad(int trip, boolean isSettled) {
    database.runAsOwner(
        """
        insert into trip_import (source, position, settled, trips, total, trip_ids)
          values ('a file', %1$d, %2$s, 1, 0, array[%1$d]);
        alter table trips disable trigger user;
        update trips set trip_import = currval('trip_import_id_seq') where id = %1$d;
        alter table trips enable trigger user
        """
            .formatted(trip, isSettled));
    return trip;
  }

  private void followed(long trip, double seconds) {
    database.runAsOwner(
        "insert into trip_followed select id, recorded_at - interval '%s s' from trips where id = %d"
            .formatted(seconds, trip));
  }

  private long recordedAfter(Duration time) {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    database.runAsOwner(
        "update trips set recorded_at = dropoff_datetime + interval '%d.4 s' where id = %d"
            .formatted(time.toSeconds(), trip));
    return trip;
  }

  private void at(String longitude, String latitude) {
    amend(
        database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00"),
        "pickup_longitude = %s, pickup_latitude = %s".formatted(longitude, latitude));
  }

  private void amend(int trip, String what) {
    database.run("update trips set %s where id = %d".formatted(what, trip));
  }

  private long count(String where) {
    return Long.parseLong(database.value("select count(*) from trips where " + where));
  }

  private void close(String cutOff) {
    database.billing(COMPONENTS).close(Instant.parse(cutOff), BilledDatabase.NOW);
  }

  private Report ofCycle(int cycle) {
    return new Reports(database.database().commands())
        .ofCycle(cycle, BilledDatabase.NOW)
        .orElseThrow();
  }

  private Report ofDay(LocalDate day) {
    return new Reports(database.database().commands())
        .ofDay(day, BilledDatabase.NEW_YORK, BilledDatabase.NOW);
  }

  private static TripTotals tally(long trips, String fares) {
    return new TripTotals(trips, Money.of(fares));
  }

  private static Stream<TripTotals> ofPlaces(PickupAreas places) {
    return Stream.concat(
        places.zones().stream().map(of -> of.tally()),
        Stream.of(places.outside(), places.unknown()));
  }

  private static TripTotals sum(Collection<TripTotals> tallies) {
    return tallies.stream().reduce(TripTotals.NONE, TripTotals::plus);
  }

  private static String anyOf(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
