package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.booking.TripBooking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests which rider, driver and key a record gets.
class TripPlanTest {
  private static final String RECORD =
      CsvFiles.yellow("2019-03-27 17:53:01", "2019-03-27 18:00:25", "14.16");
  private static final String ANOTHER =
      CsvFiles.yellow("2019-03-27 17:53:01", "2019-03-27 18:00:25", "14.17");

  @TempDir Path folder;

  /// If this fails, this version would book the trips of an earlier replay again.
  @Test
  void a_records_key_is_for_ever() throws IOException {
    var trip = CsvFiles.trips(CsvFiles.SAMPLE).getFirst();
    assertThat(trip.line()).isEqualTo(2);
    assertThat(trip.key().riderEmail()).isEqualTo("person8000047@example.com");
    assertThat(trip.key().tripInfo()).isEqualTo("2019-03-24T00:21:09Z,2770151");
    assertThat(trip.driver().email()).contains("driver9000040@taxi.com");
  }

  @Test
  void equal_records_are_separate_trips() throws IOException {
    var trips =
        CsvFiles.trips(
            CsvFiles.write(folder, CsvFiles.YELLOW_2019, RECORD, ANOTHER, RECORD, RECORD));
    assertThat(new HashSet<>(trips.stream().map(PlannedTrip::key).toList())).hasSize(4);
    assertThat(trips.stream().map(trip -> trip.rider().id()).distinct()).hasSize(2);
  }

  @Test
  void a_record_has_the_same_key_in_every_file() throws IOException {
    var one = CsvFiles.trips(CsvFiles.write(folder, CsvFiles.YELLOW_2019, RECORD));
    var other =
        CsvFiles.trips(CsvFiles.write(folder, CsvFiles.YELLOW_2019, ANOTHER, RECORD, RECORD));
    assertThat(other.get(1).key()).isEqualTo(one.getFirst().key());
  }

  @Test
  void many_equal_records_all_have_digits_of_their_own() {
    var hash = RecordHash.of("a record");
    var digits = new HashSet<Integer>();
    for (var occurrence = 0; occurrence < 100_000; occurrence++) {
      digits.add(hash.digits(occurrence));
    }
    assertThat(digits).hasSize(100_000).allMatch(number -> number >= 0 && number < 10_000_000);
  }

  @Test
  void duplicates_are_counted_however_many_records_there_are() {
    var duplicates = new DuplicateRecords();
    for (var i = 0; i < 300_000; i++) {
      duplicates.note(RecordHash.of("record " + i % 299_999));
    }
    duplicates.endFirstPass();
    var counter = duplicates.counter();
    for (var i = 0; i < 299_999; i++) {
      assertThat(counter.occurrence(RecordHash.of("record " + i))).isZero();
    }
    assertThat(counter.occurrence(RecordHash.of("record 0"))).isEqualTo(1);
    assertThat(counter.occurrence(RecordHash.of("record 1"))).isZero();
  }

  @Test
  void people_have_ranges_of_their_own_and_the_given_number() {
    var trips = CsvFiles.trips(CsvFiles.SAMPLE);
    assertThat(trips.stream().map(trip -> trip.rider().id()))
        .allMatch(id -> id >= 8_000_001 && id <= 8_000_200);
    assertThat(trips.stream().map(trip -> trip.driver().id()).distinct()).hasSize(50);
    assertThat(trips).allMatch(trip -> StandIns.isDriver(trip.driver().id()));
    assertThat(trips.getFirst().key())
        .isEqualTo(
            TripBooking.key(
                trips.getFirst().rider(),
                trips.getFirst().record().pickup().time(),
                trips.getFirst().number()));
  }
}
