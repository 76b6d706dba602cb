package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests European files, with decimal commas and other separators between values.
class DecimalCommaTest {
  private static final String HEADER =
      "pickup_datetime,dropoff_datetime,payment_type,passenger_count,trip_distance,RatecodeID,"
          + "pickup_longitude,pickup_latitude,total_amount";

  @TempDir Path folder;

  /// @param values the values from `payment_type` on
  private Path file(String separator, String... values) throws IOException {
    var record = "2019-03-23 20:21:09;2019-03-23 20:31:09;" + String.join(";", values);
    return CsvFiles.write(folder, HEADER.replace(",", separator), record.replace(";", separator));
  }

  private TlcRecord read(String separator, String... values) throws IOException {
    var file = file(separator, values);
    assertThat(CsvFiles.plan(CsvFiles.open(file)).findings().notices()).isEmpty();
    return CsvFiles.trips(file).getFirst().record();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      value = {"1,0 / 1", "2,00 / 2", "'4,000' / 4", "0,0 / 5", "1 / 1", "2.0 / 2", "CSH / 2"})
  void a_payment_type_may_have_decimals(String written, long code) throws IOException {
    var record = read(";", written, "1", "1,5", "1", "-73,98", "40,7", "10,50");
    assertThat(record.ride().paymentType()).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,5", "1.5", "far", "1,0,0", "", "12345678901"})
  void an_unknown_payment_type_is_still_a_fault(String written) throws IOException {
    var refusals =
        CsvFiles.refusals(file(";", written, "1", "1,5", "1", "-73,98", "40,7", "10,50"));
    if (written.isEmpty()) {
      assertThat(refusals).isEmpty();
    } else {
      assertThat(refusals.getFirst().reason())
          .isEqualTo("payment_type '%s' is not a payment type".formatted(written));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", "|"})
  void three_decimals_are_not_thousands(String separator) throws IOException {
    var record = read(separator, "1", "3,000", "2,345", "5,000", "-73,985", "+40,748", "10,50");
    assertThat(record.ride().distanceMiles().map(Object::toString)).contains("2.345");
    assertThat(record.ride().passengers()).contains(3L);
    assertThat(record.ride().rateCode()).contains(5L);
    assertThat(record.pickup().longitude().map(Object::toString)).contains("-73.985");
    assertThat(record.pickup().latitude().map(Object::toString)).contains("40.748");
  }

  @Test
  void points_and_other_lengths_are_read_as_before() throws IOException {
    var record = read(";", "1", "3", "2.345", "1", "-73,9851234", "40.7", "10,50");
    assertThat(record.ride().distanceMiles().map(Object::toString)).contains("2.345");
    assertThat(record.pickup().longitude().map(Object::toString)).contains("-73.9851234");
    var many = read("\t", "1", "3", "1.234,5", "1", "", "", "10,50");
    assertThat(many.ride().distanceMiles().map(Object::toString)).contains("1234.5");
  }

  /// Amounts have two decimals; three digits may be floating-point noise or thousands.
  @ParameterizedTest
  @ValueSource(strings = {"1,234", "1,230", "-12,500", "$1,234"})
  void an_amount_with_three_decimals_is_ambiguous(String amount) throws IOException {
    for (var separator : new String[] {";", "\t", "|"}) {
      assertThat(CsvFiles.refusals(file(separator, "1", "1", "1", "1", "", "", amount)))
          .singleElement()
          .satisfies(
              refusal ->
                  assertThat(refusal.reason())
                      .endsWith(
                          "'%s' is ambiguous: its separator may mark thousands or decimals"
                              .formatted(amount)));
    }
  }

  @Test
  void in_a_comma_separated_file_decimal_commas_mark_thousands() throws IOException {
    var file =
        CsvFiles.write(
            folder, HEADER, "2019-03-23 20:21:09,2019-03-23 20:31:09,1,1,\"2,345\",1,,,\"1,234\"");
    var record = CsvFiles.trips(file).getFirst().record();
    assertThat(record.ride().distanceMiles().map(Object::toString)).isEqualTo(Optional.of("2345"));
    assertThat(record.fare().total()).hasToString("1234.00");
  }
}
