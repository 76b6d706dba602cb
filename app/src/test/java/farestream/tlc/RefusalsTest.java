package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests records with wrong values.
class RefusalsTest {
  private static final String GOOD =
      "2,2019-03-27 17:53:01,2019-03-27 18:00:25,1,1.5,1,N,141,233,1,14.16,0,0,0,0,0,14.16,0";

  @TempDir Path folder;

  private String reason(String record) throws IOException {
    var refusals = CsvFiles.refusals(CsvFiles.write(folder, CsvFiles.YELLOW_2019, record));
    assertThat(refusals).as(record).hasSize(1);
    assertThat(refusals.getFirst().line()).isEqualTo(2);
    return refusals.getFirst().reason();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2019-02-30 10:00:00, pickup_datetime '2019-02-30 10:00:00' is not a time",
    "1, 1970-01-01 00:00:00, is not from 2000 to 2099",
    "1, '', pickup_datetime is missing",
    "2, nan, dropoff_datetime is missing",
    "9, barter, payment_type 'barter' is not a payment type",
    "10, 14.165, fare_amount '14.165' is not an amount of money",
    "16, 1e12, total_amount '1e12' is not an amount of money",
    "16, ' ', total_amount is missing",
  })
  void a_value_that_cannot_be_read_is_named(int position, String value, String reason)
      throws IOException {
    var values = GOOD.split(",", -1);
    values[position] = value;
    assertThat(reason(String.join(",", values))).contains(reason);
  }

  @Test
  void all_faults_are_named_at_once() throws IOException {
    assertThat(reason(GOOD.replace("1,14.16,0,0", "1,far,x,0")))
        .isEqualTo(
            "fare_amount 'far' is not an amount of money; extra 'x' is not an amount of money");
  }

  @Test
  void a_drop_off_before_the_pick_up_is_refused_and_one_at_the_same_time_is_not()
      throws IOException {
    assertThat(reason(GOOD.replace("18:00:25", "17:53:00")))
        .isEqualTo("the drop-off (2019-03-27T17:53) is before the pick-up (2019-03-27T17:53:01)");
    var same = CsvFiles.write(folder, CsvFiles.YELLOW_2019, GOOD.replace("18:00:25", "17:53:01"));
    assertThat(CsvFiles.trips(same)).hasSize(1);
  }

  @Test
  void parts_whose_sum_is_out_of_range_are_refused() throws IOException {
    assertThat(reason(GOOD.replace("1,14.16,0,0", "1,999999999999,999999999999,0")))
        .isEqualTo("the sum of the parts is out of range");
  }

  @Test
  void an_unknown_colour_is_left_blank() throws IOException {
    var file = CsvFiles.write(folder, CsvFiles.YELLOW_2019 + ",color", GOOD + ",pink");
    assertThat(CsvFiles.plan(CsvFiles.open(file)).findings().notices())
        .extracting(FileFindings.Cause::example)
        .containsExactly("color 'pink' is neither yellow nor green and is left blank");
  }

  @ParameterizedTest
  @CsvSource({
    "0, -2, VendorID '-2' is not between",
    "3, 1.5, passenger_count '1.5' is not a whole number",
    "3, -1, passenger_count '-1' is not between 0 and 2147483647",
    "4, -10.88, trip_distance '-10.88' is not between 0 and 100000",
    "4, 389678.46, trip_distance '389678.46' is not between 0 and 100000",
    "4, 1e999, trip_distance '1e999' is too large or has too many decimals",
    "4, NaN1, trip_distance 'NaN1' is not a number",
    "6, *, store_and_fwd_flag '*' is not a flag",
    "7, -5, PULocationID '-5' is not between",
  })
  void a_wrong_value_without_effect_on_money_is_left_blank_with_a_notice(
      int position, String value, String notice) throws IOException {
    var values = GOOD.split(",", -1);
    values[position] = value;
    var file = CsvFiles.write(folder, CsvFiles.YELLOW_2019, String.join(",", values));
    assertThat(CsvFiles.trips(file)).hasSize(1);
    assertThat(CsvFiles.plan(CsvFiles.open(file)).findings().notices())
        .singleElement()
        .satisfies(
            cause -> assertThat(cause.example()).startsWith(notice).endsWith("is left blank"));
  }
}
