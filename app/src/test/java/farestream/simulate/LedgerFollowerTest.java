package farestream.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.booking.LabDefaults;
import farestream.trip.TripKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class LedgerFollowerTest {
  private final TestInstance instance = TestInstance.running();

  @Test
  void trips_that_never_arrive_do_not_delay_others() {
    var there =
        new TripKey(LabDefaults.rider(LabDefaults.RIDER).email(), instance.ride("510909", "10"));
    var latencies = new Latencies();
    var follower = LedgerFollower.start(instance.config().ledger(), latencies);
    try (follower) {
      var now = System.nanoTime();
      for (var number = 0; number < 600; number++) {
        follower.completed(new TripKey("nobody@example.com", "none " + number), now, now);
      }
      follower.completed(there, now, now);
    }
    assertThat(follower.isLost()).isFalse();
    assertThat(follower.rows()).isEqualTo(1);
    assertThat(latencies.of(Latencies.Step.STREAM).getTotalCount())
        .as("trips that never arrived count with their time so far")
        .isEqualTo(601);
    assertThat(
            instance.rows(
                "select trip_id from trip_followed join trips on id = trip_id where trip_info = '%s'"
                    .formatted(there.tripInfo())))
        .hasSize(1);
  }
}
