package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The first cycle starts at midnight before its earliest trip, in any time zone and also on days
/// on which clocks change.
@Tag("integration")
class BillingDayTest {
  private final BilledDatabase database = new BilledDatabase();

  @ParameterizedTest
  @CsvSource({
    // an evening in New York is the next day in UTC
    "America/New_York,  2019-03-06T03:30:00Z, 2019-03-05T05:00:00Z",
    // midnight itself belongs to the day that begins
    "America/New_York,  2019-03-06T05:00:00Z, 2019-03-06T05:00:00Z",
    "America/New_York,  2019-03-06T04:59:59.999999Z, 2019-03-05T05:00:00Z",
    // the days of 23 and of 25 hours
    "America/New_York,  2019-03-11T03:59:00Z, 2019-03-10T05:00:00Z",
    "America/New_York,  2019-11-04T04:59:00Z, 2019-11-03T04:00:00Z",
    // a day that begins at one, there being no midnight; and one with two midnights
    "America/Sao_Paulo, 2018-11-04T20:00:00Z, 2018-11-04T03:00:00Z",
    "America/Havana,    2024-11-03T04:30:00Z, 2024-11-03T04:00:00Z",
    "Asia/Kathmandu,    2019-03-05T18:20:00Z, 2019-03-05T18:15:00Z",
    "+05:00,            2019-03-05T19:30:00Z, 2019-03-05T19:00:00Z",
  })
  void the_first_cycle_starts_at_midnight_in_the_city(
      String zone, String dropoff, String midnight) {
    database.trip(DRIVER, dropoff, "1.00");
    var billing = new Billing(database.database().commands(), ZoneId.of(zone), Terms.LAB);
    assertThat(closed(billing.close(NOW, NOW)).cycle().starts()).isEqualTo(Instant.parse(midnight));
  }

  @ParameterizedTest
  @CsvSource({
    "2019-03-10T05:00:00Z, 2019-03-11T04:00:00Z, 23",
    "2019-11-03T04:00:00Z, 2019-11-04T05:00:00Z, 25"
  })
  void each_hour_of_a_day_with_a_switch_is_billed_once(Instant starts, Instant ends, int hours) {
    for (var hour = starts; hour.isBefore(ends); hour = hour.plusSeconds(3600)) {
      database.trip(DRIVER, hour, BigDecimal.ONE);
    }
    database.trip(DRIVER, ends, BigDecimal.TEN);
    var day = closed(database.billing().close(ends, NOW));
    assertThat(day.cycle().starts()).isEqualTo(starts);
    assertThat(day.rides()).isEqualTo(hours);
    assertThat(closed(database.billing().close(NOW, NOW)).rides()).isEqualTo(1);
  }

  /// On that day, 02:30 doesn't exist in New York but exists in UTC.
  @Test
  void the_zone_of_this_machine_moves_no_trip_and_no_cut_off() {
    var machine = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    try {
      var cutOff = Instant.parse("2019-03-10T02:30:00Z");
      database.trip(DRIVER, "2019-03-10T02:29:59Z", "1.00");
      database.trip(DRIVER, "2019-03-10T02:30:01Z", "2.00");
      var first = closed(database.billing().close(cutOff, NOW)).cycle();
      assertThat(first.ends()).isEqualTo(cutOff);
      assertThat(database.value("select ends_at from billing_cycle"))
          .isEqualTo("2019-03-10 02:30:00");
      assertThat(closed(database.billing().close(NOW, NOW)).cycle().starts()).isEqualTo(cutOff);
    } finally {
      TimeZone.setDefault(machine);
    }
  }

  /// Trips have a precision of microseconds. If the cut-off were rounded up, a trip after it
  /// could be billed.
  @Test
  void a_cut_off_is_counted_in_whole_microseconds() {
    database.trip(DRIVER, "2019-03-05T14:00:00.000001Z", "1.00");
    database.trip(DRIVER, "2019-03-05T14:00:00.000002Z", "2.00");
    var closed =
        closed(database.billing().close(Instant.parse("2019-03-05T14:00:00.000002999Z"), NOW));
    assertThat(closed.rides()).isEqualTo(1);
    assertThat(closed.cycle().ends()).isEqualTo(Instant.parse("2019-03-05T14:00:00.000002Z"));
  }
}
