package farestream.replay;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.money.Money;
import farestream.tlc.CsvFiles;
import farestream.tlc.PlannedTrip;
import farestream.tlc.TlcRecord;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Tests the 500 real records in `samples`.
class SampleTest {
  private final List<PlannedTrip> trips = CsvFiles.trips(CsvFiles.SAMPLE);

  private long count(Predicate<TlcRecord> of) {
    return trips.stream().map(PlannedTrip::record).filter(of).count();
  }

  @Test
  void all_are_read_and_none_is_refused() {
    assertThat(trips).hasSize(500);
    assertThat(CsvFiles.refusals(CsvFiles.SAMPLE)).isEmpty();
    assertThat(CsvFiles.open(CsvFiles.SAMPLE).missing())
        .containsExactly("airport_fee", "cbd_congestion_fee");
  }

  @Test
  void the_totals_equal_those_of_the_file() {
    assertThat(
            trips.stream()
                .map(trip -> trip.record().fare().total().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("11201.11");
  }

  @Test
  void parts_add_up_in_every_record() {
    assertThat(trips)
        .allSatisfy(
            trip ->
                assertThat(trip.record().fare().sumOfParts())
                    .isEqualTo(trip.record().fare().total()));
  }

  @Test
  void vendor_1_has_no_congestion_surcharge_left_in_extra() {
    var extras = List.of("0.00", "0.50", "1.00", "4.50");
    assertThat(trips.stream().map(PlannedTrip::record))
        .filteredOn(record -> record.vendor().equals(Optional.of(1L)))
        .hasSize(165)
        .allSatisfy(record -> assertThat(extras).contains(record.fare().extra().toString()));
  }

  @Test
  void only_amounts_that_no_column_explains_are_other() {
    assertThat(trips.stream().map(trip -> trip.record().fare().other()))
        .filteredOn(other -> !other.isZero())
        .hasSize(16)
        .containsOnly(Money.of("1.95"), Money.of("-2.75"));
  }

  @Test
  void it_contains_records_of_every_kind() {
    assertThat(count(record -> record.fare().total().isNegative())).isEqualTo(10);
    assertThat(count(record -> record.ride().paymentType().equals(Optional.of(4L)))).isEqualTo(21);
    assertThat(count(record -> record.dropoff().time().equals(record.pickup().time())))
        .isEqualTo(6);
    assertThat(count(record -> record.cabType() == 2)).isEqualTo(79);
    for (var code = 1L; code <= 5; code++) {
      var rate = Optional.of(code);
      assertThat(count(record -> record.ride().rateCode().equals(rate))).isGreaterThanOrEqualTo(8);
    }
    assertThat(new HashSet<>(trips.stream().map(PlannedTrip::key).toList())).hasSize(500);
  }
}
