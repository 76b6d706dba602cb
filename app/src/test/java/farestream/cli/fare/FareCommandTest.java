package farestream.cli.fare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import farestream.Main;
import farestream.config.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs without any configured server.
class FareCommandTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("farestream.home")).resolve("samples/trips-2019-03.csv");

  private record Run(int status, String out, String err) {}

  private static Run run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var status =
        Main.commandLine(
                new Config(Map.of(), Path.of("/")), new BufferedReader(Reader.nullReader()))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Run(status, out.toString(), err.toString());
  }

  private static Run fare(String more) {
    var line = "fare --pickup 161 --dropoff 7 --distance 3 --minutes 15 " + more;
    return run(line.strip().split(" ", -1));
  }

  @Test
  void a_quote_is_printed_line_by_line_with_its_total() {
    var quoted = fare("--slow-minutes 0 --at 2019-03-20T17:00");
    assertThat(quoted.status()).as(quoted.err()).isZero();
    assertThat(quoted.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsSubsequence(
            "pick-up: 161 Midtown Center, Manhattan",
            "begins: Wednesday 2019-03-20 17:00:00 EDT",
            "rate: 1 standard, yellow cab, card of 2019-02-02",
            " fare_amount | initial charge | with the first unit | 2.50",
            " fare_amount | distance and slow time | 14 units at 0.50 | 7.00",
            " extra | rush hours | weekday 16:00–20:00, no legal holiday | 1.00",
            " mta_tax | MTA tax | within the city | 0.50",
            " total | | without tolls and tip | 13.80")
        .doesNotContain("assumed");
  }

  @Test
  void assumed_slow_time_is_reported() {
    assertThat(fare("").out()).contains("6 of them slow, assuming that the cab drives at 20 miles");
  }

  @Test
  void json_says_the_same() throws IOException {
    var quoted = fare("--at 2019-03-20T17:00 --json");
    var json = new ObjectMapper().readTree(quoted.out());
    assertThat(json.get("slowMinutesAssumed").asBoolean()).isTrue();
    assertThat(json.get("rateCode").asInt()).isEqualTo(1);
    assertThat(json.get("total").decimalValue()).isEqualByComparingTo("16.80");
    assertThat(json.get("lines")).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "JFK Airport, 132",
    "jfk, 132",
    "laguardia, 138",
    "times sq, 230",
    "Newark, 1",
    "Corona, 56",
    "' 161 ', 161"
  })
  void a_zone_is_found_by_its_number_or_name(String name, int number) throws IOException {
    var quoted =
        run(
            "fare",
            "--pickup",
            name,
            "--dropoff",
            "7",
            "--distance",
            "1",
            "--minutes",
            "5",
            "--json");
    assertThat(quoted.status()).as(quoted.err()).isZero();
    assertThat(new ObjectMapper().readTree(quoted.out()).get("pickupZone").asInt())
        .isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pickup harlem | --pickup 'harlem' matches several taxi zones: 41 Central Harlem, 42 ",
        "--pickup Harlm | --pickup 'Harlm' is not a taxi zone; did you mean one of ",
        "--pickup 266 | --pickup '266' is not a taxi zone: zones are numbered 1 to 265: see",
        "--pickup 0 | --pickup '0' is not a taxi zone: zones are numbered 1 to 265: see",
        "--minutes -1 | --minutes -1 is not between 0 and 100000: see",
        "--minutes 1441 | the time must be from 0 to 1440 minutes: see",
        "--slow-minutes 16 | the slow time is longer than the time: see",
        "--distance -1 | the distance must be from 0 to 1000 miles, not -1: see",
        "--distance 1e-50 | the distance has more than 9 decimals: see",
        "--rate-code 7 | --rate-code 7 must be one of 1, 2, 3, 4, 5, 6: see",
        "--rate-code 5 | rate code 5 negotiated needs an agreed fare: see",
        "--agreed-fare 5 | rate code 1 standard takes no agreed fare; only 5 and 6 do: see",
        "--miles-beyond 1 | rate code 1 standard takes no miles beyond the city limits; only 4 does: see",
        "--at 2012-09-03 | there is no rate card for 2012-09-03; the first one starts on 2012-09-04: see",
        "--at 2026-03-08T02:30 | --at '2026-03-08T02:30' doesn't exist in America/New_York, where",
        "--cab pink | "
      })
  void an_invalid_ride_is_wrong_usage(String option, String message) {
    var name = option.substring(0, option.indexOf(' '));
    var line =
        "fare --pickup 161 --dropoff 7 --distance 3 --minutes 15"
            .replaceAll(name + " \\S+", "")
            .replaceAll(" +", " ");
    var wrong = run((line.strip() + " " + option).split(" ", -1));
    assertThat(wrong.status()).as(wrong.out()).isEqualTo(2);
    assertThat(wrong.err())
        .startsWith("farestream: " + (message == null ? "" : message))
        .hasLineCount(1);
    assertThat(wrong.out()).isEmpty();
  }

  @Test
  void missing_options_are_named() {
    assertThat(run("fare").err()).startsWith("farestream: fare requires --pickup: see");
    assertThat(run("fare", "check").status()).isEqualTo(2);
  }

  @Test
  void the_sample_agrees_with_the_tariff() throws IOException {
    var checked = run("fare", "check", SAMPLE.toString(), "--json");
    assertThat(checked.status()).as(checked.err()).isZero();
    var equal = new ObjectMapper().readTree(checked.out()).get("equal");
    assertThat(equal.get("fare2").get("equal")).isEqualTo(equal.get("fare2").get("records"));
    assertThat(percent(equal.get("fare1"))).isGreaterThanOrEqualTo(97);
    // The sample contains all records whose parts don't add up to their totals, all disputes and so
    // on.
    assertThat(percent(equal.get("surcharges"))).isGreaterThanOrEqualTo(90);
  }

  private static long percent(com.fasterxml.jackson.databind.JsonNode share) {
    return 100 * share.get("equal").asLong() / share.get("records").asLong();
  }

  @Test
  void other_months_with_other_columns_are_checked_too(@TempDir Path folder) throws IOException {
    var file = folder.resolve("months.csv");
    Files.write(
        file,
        List.of(
            "VendorID,lpep_pickup_datetime,Lpep_dropoff_datetime,RateCodeID,Pickup_longitude,"
                + "Pickup_latitude,Dropoff_longitude,Dropoff_latitude,Trip_distance,Fare_amount,"
                + "Extra,MTA_tax,Tip_amount,Tolls_amount,Ehail_fee,improvement_surcharge,"
                + "Total_amount,Payment_type,Trip_type",
            // Records: a constant 12 miles an hour at night; a dispatched cab; no rate code; a
            // refund.
            "2,2016-01-15 22:00:00,2016-01-15 22:15:00,1,-73.9,40.7,-73.8,40.7,3.00,9.5,0.5,0.5,0,"
                + "0,,0.3,10.8,2,1",
            "2,2016-01-15 22:00:00,2016-01-15 22:15:00,5,-73.9,40.7,-73.8,40.7,3.00,40,0,0.5,0,0,,"
                + "0,40.5,2,2",
            "2,2016-01-15 22:00:00,2016-01-15 22:15:00,,-73.9,40.7,-73.8,40.7,3.00,9.5,0,0,0,0,,0,"
                + "9.5,2,1",
            "2,2016-01-15 22:00:00,2016-01-15 22:15:00,1,-73.9,40.7,-73.8,40.7,3.00,-9.5,-0.5,-0.5,"
                + "0,0,,-0.3,-10.8,2,1",
            "x"));
    var checked = run("fare", "check", file.toString(), "--json");
    var report = new ObjectMapper().readTree(checked.out());
    assertThat(report.get("checked").asInt()).isEqualTo(2);
    assertThat(report.get("equal").get("surcharges").get("equal").asInt()).isEqualTo(2);
    assertThat(report.get("equal").get("fare1").get("equal").asInt()).isEqualTo(1);
    assertThat(report.get("notChecked").toString())
        .isEqualTo("{\"a refund\":1,\"no rate code\":1,\"not readable\":1}");
  }

  @Test
  void a_fee_without_a_column_is_compared_by_the_sum(@TempDir Path folder) throws IOException {
    var file = folder.resolve("2022.csv");
    Files.write(
        file,
        List.of(
            "vendor_id,pickup_datetime,dropoff_datetime,trip_distance,rate_code,payment_type,"
                + "fare_amount,extra,mta_tax,tip_amount,tolls_amount,imp_surcharge,airport_fee,"
                + "total_amount,pickup_location_id,dropoff_location_id",
            "2,2022-08-22 11:30:00,2022-08-22 11:45:00,3,1.0,2,9.5,0E-9,0.5,0E-9,0E-9,0.3,0E-9,"
                + "12.8,161,236",
            "1,2022-08-22 11:30:00,2022-08-22 11:45:00,3,1.0,2,9.5,2.5,0.5,0E-9,0E-9,0.3,0E-9,12.8,"
                + "161,236",
            "1,2022-08-22 11:30:00,2022-08-22 11:45:00,3,1.0,2,9.5,0.5,0.5,0E-9,0E-9,0.3,0E-9,10.8,"
                + "161,236"));
    var checked = run("fare", "check", file.toString(), "--json");
    var equal = new ObjectMapper().readTree(checked.out()).get("equal");
    assertThat(equal.get("surcharges").get("equal").asInt()).isEqualTo(2);
    assertThat(equal.has("congestion_surcharge")).isFalse();
  }

  @Test
  void unreadable_records_and_remainders_are_named(@TempDir Path folder) throws IOException {
    var file =
        Files.write(
            folder.resolve("trips.csv"),
            List.of(
                "pickup_datetime,dropoff_datetime,fare_amount,extra,mta_tax,tip_amount,"
                    + "tolls_amount,total_amount",
                "2023-01-11 08:00:00,2023-01-11 08:10:00,10,0,0.5,0,0,12.5",
                "never,2023-01-11 08:10:00,10,0,0.5,0,0,10.5",
                "2023-01-11 09:00:00,2023-01-11 09:10:00,10,0,0.5,0,0,10.5",
                "2023-01-11 09:00:00"));
    var checked = run("fare", "check", file.toString(), "--tolerate", "50");
    assertThat(checked.status()).as(checked.err()).isZero();
    assertThat(checked.out())
        .startsWith(file + ": 4 records")
        .contains(
            "line 3 refused: pickup_datetime 'never' is not a time",
            "line 5 refused: it has 1 value",
            "2 records refused",
            "parts don't add up to the total: 1 record, 2.00 in all")
        .containsPattern("2023-01 +\\| +\\| no +\\| +2\\.00 +\\| +1");
    var refused = run("fare", "check", file.toString());
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out()).isEqualTo(checked.out());
    assertThat(refused.err()).contains("2 of ", "can't be read");
  }

  @Test
  void a_file_without_trips_is_refused() {
    var refused = run("fare", "check", "/no/such/file");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("doesn't exist").hasLineCount(1);
  }
}
