package farestream.history;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.booking.CompletedItem;
import farestream.csv.InputFile;
import farestream.simulate.GreenCabMonth;
import farestream.simulate.WorkshopSize;
import farestream.stream.Decision;
import farestream.stream.TripChange;
import farestream.stream.TripDecoder;
import farestream.tlc.LocalTimeRule;
import farestream.tlc.PastTrips;
import farestream.tlc.StandIns;
import farestream.tlc.TlcFile;
import farestream.tlc.TripPlan;
import farestream.trip.CompletedTrip;
import farestream.worker.ItemImage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Tests that an imported row equals the one that the worker reads from the item. The row is
/// written first, so the worker must find nothing to amend when it reads the item.
class AsTheWorkerReadsItTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("farestream.home"), "samples", "trips-2019-03.csv");

  @Test
  void a_trip_of_a_record_is_what_the_worker_reads_in_its_item() {
    var file =
        ((TlcFile.Outcome.Opened)
                TlcFile.open(InputFile.of(SAMPLE), LocalTimeRule.of(ZoneId.of("America/New_York"))))
            .file();
    try (var trips = new PastTrips(TripPlan.of(file, new StandIns(200, 50), _ -> {}))) {
      var read = 0;
      for (var trip = trips.next(); trip.isPresent(); trip = trips.next()) {
        assertThat(asTheWorkerReadsIt(trip.get())).isEqualTo(trip.get());
        read++;
      }
      assertThat(read).isEqualTo(500);
    }
  }

  @Test
  void a_generated_trip_is_what_the_worker_reads_in_its_item() {
    var size = WorkshopSize.of(new BigDecimal("0.01"));
    var month = new GreenCabMonth(size, 7);
    for (var worker = 0; worker < size.bills(); worker++) {
      for (var trip : month.trips(worker)) {
        assertThat(asTheWorkerReadsIt(trip)).isEqualTo(trip);
      }
    }
  }

  private static CompletedTrip asTheWorkerReadsIt(CompletedTrip trip) {
    var image = ItemImage.of(CompletedItem.of(trip).attributes());
    var change = new TripChange("0", image, Optional.empty(), Optional.of(image));
    return ((Decision.Recording) TripDecoder.decide(change)).trip();
  }
}
