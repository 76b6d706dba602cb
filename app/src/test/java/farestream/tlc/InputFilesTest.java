package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import farestream.trip.Stop;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests files from many programs, each of which must be read to its right values.
class InputFilesTest {
  private static final Path FILES =
      Path.of(
          System.getProperty("farestream.home"),
          "app",
          "src",
          "test",
          "resources",
          "farestream",
          "files");

  private static final String TEXT =
      """
      VendorID,tpep_pickup_datetime,tpep_dropoff_datetime,fare_amount,total_amount,note
      2,2023-01-12 08:01:00,2023-01-12 08:10:00,"1,010.50",1010.5,"no\u00f6
      ""quoted""\"
      2,2023-01-12 09:01:00,2023-01-12 09:10:00,10.5,10.5,
      """;

  @TempDir Path folder;

  private static List<TlcRecord> records(String name) {
    return CsvFiles.trips(FILES.resolve(name)).stream().map(PlannedTrip::record).toList();
  }

  private static List<String> notices(String name) {
    return CsvFiles.plan(CsvFiles.open(FILES.resolve(name))).findings().notices().stream()
        .map(FileFindings.Cause::example)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "06a-spark-csv-z.csv, 2023-01-11T08:00:00Z",
    "06b-spark-csv-offset.csv, 2023-01-11T13:01:00Z",
    "06c-polars-nanoseconds.csv, 2023-01-11T13:02:00Z",
    "06d-bigquery-utc.csv, 2023-01-11T08:03:00Z",
    "06e-pandas-utc.csv, 2023-01-11T08:04:00Z",
    "06g-nyc-opendata.csv, 2023-01-11T13:06:00Z",
    "06h-opendata-export.csv, 2023-01-11T13:07:00Z",
    "06i-one-digit-hour.csv, 2023-01-11T13:08:00Z",
    "06j-excel-2digit-year.csv, 2023-01-11T13:09:00Z",
    "07-powershell-utf16.csv, 2023-01-12T13:00:00Z",
    "08a-semicolons.csv, 2023-01-12T13:01:00Z",
    "08b-tabs.tsv, 2023-01-12T13:02:00Z",
    "22-old-mac-cr.csv, 2023-01-15T13:00:00Z",
    "23-quoted-newline-header.csv, 2023-01-15T14:00:00Z"
  })
  void one_ride_of_10_50_is_read_whatever_wrote_it(String name, String pickup) {
    assertThat(records(name))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.pickup().time()).isEqualTo(pickup);
              assertThat(record.fare().total()).hasToString("10.50");
              assertThat(record.reading()).contains("as published");
            });
  }

  @Test
  void a_file_marked_as_utc_gets_a_notice_and_may_be_local() {
    assertThat(notices("06a-spark-csv-z.csv")).allMatch(notice -> notice.contains("--utc-times"));
    var local = new LocalTimeRule(CsvFiles.NEW_YORK, Optional.of(UtcTimes.LOCAL));
    var file = CsvFiles.open(FILES.resolve("06a-spark-csv-z.csv"), local);
    assertThat(CsvFiles.plan(file).findings().notices()).isEmpty();
  }

  @Test
  void a_number_of_microseconds_has_no_time_zone() {
    var refusals = CsvFiles.refusals(FILES.resolve("06f-epoch-micros.csv"));
    assertThat(refusals)
        .singleElement()
        .satisfies(
            refusal ->
                assertThat(refusal.reason()).contains("--utc-times utc or --utc-times local"));
  }

  @Test
  void commas_beyond_the_last_column_and_blank_lines_are_ignored() {
    assertThat(records("01-green-2015-more-commas.csv"))
        .extracting(record -> record.fare().total().toString(), TlcRecord::cabType)
        .containsExactly(tuple("9.30", 2L), tuple("7.80", 2L));
  }

  @Test
  void an_mta_tax_of_1_50_holds_the_improvement_surcharge() {
    assertThat(records("02-green-2024-vendor1-mta-1.50.csv"))
        .extracting(
            record -> record.fare().meter().toString(),
            record -> record.fare().extra().toString(),
            record -> record.fare().mtaTax().toString(),
            record -> record.fare().improvementSurcharge().toString(),
            record -> record.fare().congestionSurcharge().toString(),
            record -> record.fare().other().toString())
        .containsExactly(
            tuple("12.10", "0.00", "0.50", "1.00", "0.00", "0.00"),
            tuple("21.90", "2.50", "0.50", "1.00", "2.75", "0.00"));
  }

  @Test
  void a_nonsense_distance_or_point_does_not_reject_a_paid_trip() {
    assertThat(records("03-negative-distance.csv"))
        .extracting(
            record -> record.ride().distanceMiles().isPresent(),
            record -> record.fare().total().toString())
        .containsExactly(tuple(false, "40.40"), tuple(true, "15.30"));
    assertThat(notices("03-negative-distance.csv"))
        .containsExactly("trip_distance '-10.88' is not between 0 and 100000 and is left blank");
    assertThat(records("09-gps-garbage.csv"))
        .extracting(record -> record.fare().total().toString(), TlcRecord::vendor)
        .containsExactly(
            tuple("9.70", Optional.of(1L)),
            tuple("8.20", Optional.of(2L)),
            tuple("8.20", Optional.empty()));
    assertThat(records("09-gps-garbage.csv").getFirst().pickup())
        .extracting(Stop::longitude, Stop::latitude)
        .containsExactly(Optional.empty(), Optional.empty());
    assertThat(records("11-absurd-amounts.csv"))
        .extracting(record -> record.fare().total().toString())
        .containsExactly("401095.62", "10.50");
  }

  @Test
  void a_reversal_goes_to_the_driver_of_its_ride_and_is_paid_as_that_was() {
    var trips = CsvFiles.trips(FILES.resolve("12-voided-pair.csv"));
    assertThat(trips.getLast().driver()).isEqualTo(trips.getFirst().driver());
    assertThat(trips.getLast().rider()).isEqualTo(trips.getFirst().rider());
    assertThat(trips.getLast().key()).isNotEqualTo(trips.getFirst().key());
    assertThat(trips)
        .extracting(
            trip -> trip.record().fare().total().toString(),
            trip -> trip.record().ride().paymentType())
        .containsExactly(tuple("13.30", Optional.of(2L)), tuple("-13.30", Optional.of(2L)));
  }

  @Test
  void so_does_a_reversal_that_comes_first_and_one_of_several() throws IOException {
    var lines = Files.readAllLines(FILES.resolve("12-voided-pair.csv"));
    var file =
        CsvFiles.write(
            folder,
            lines.get(0),
            lines.get(2),
            lines.get(1),
            lines.get(1),
            lines.get(2),
            lines.get(2));
    var trips = CsvFiles.trips(file);
    assertThat(trips.subList(0, 4))
        .extracting(PlannedTrip::driver)
        .containsOnly(trips.get(1).driver());
    assertThat(trips)
        .extracting(trip -> trip.record().ride().paymentType().orElseThrow())
        .as("the last reversal has no ride left to reverse")
        .containsExactly(2L, 2L, 2L, 2L, 4L);
  }

  @Test
  void equal_records_are_two_trips_and_float_noise_is_ignored() {
    assertThat(CsvFiles.trips(FILES.resolve("13-duplicates.csv")))
        .extracting(PlannedTrip::key)
        .doesNotHaveDuplicates()
        .hasSize(2);
    assertThat(records("14-float-noise.csv"))
        .extracting(
            record -> record.fare().meter().toString(), record -> record.fare().total().toString())
        .containsExactly(tuple("8.90", "9.40"), tuple("3.00", "10.50"));
  }

  @Test
  void an_index_column_and_thousands_separators_are_read() {
    assertThat(records("16-pandas-index.csv"))
        .extracting(record -> record.ride().passengers(), record -> record.ride().paymentType())
        .containsExactly(
            tuple(Optional.of(1L), Optional.of(1L)), tuple(Optional.empty(), Optional.of(5L)));
    assertThat(records("17-thousands.csv"))
        .extracting(
            record -> record.fare().meter().toString(), record -> record.fare().total().toString())
        .containsExactly(tuple("1234.50", "1234.50"));
  }

  @Test
  void a_remainder_is_counted_even_if_a_column_is_missing() throws IOException {
    var file =
        CsvFiles.write(
            folder,
            "pickup_datetime,dropoff_datetime,fare_amount,extra,mta_tax,tolls_amount,total_amount",
            "2023-01-11 08:00:00,2023-01-11 08:10:00,10,0,0.5,0,12.5",
            "2023-01-11 09:00:00,2023-01-11 09:10:00,10,0,0.5,0,10.5",
            "2023-01-11 10:00:00,2023-01-11 10:10:00,10,0,0.5,0,13.5");
    var findings = CsvFiles.plan(CsvFiles.open(file)).findings();
    assertThat(findings.remainders()).isEqualTo(2);
    assertThat(findings.parts().remainder()).isEqualByComparingTo("5.00");
    assertThat(findings.objection(BigDecimal.ONE)).as("the file lacks a part's column").isEmpty();
  }

  @Test
  void files_without_the_required_columns_are_refused_by_name() {
    assertThat(CsvFiles.notTlc(FILES.resolve("19-foil-2013-fares.csv")))
        .contains("no column dropoff_datetime");
    assertThat(CsvFiles.notTlc(FILES.resolve("20-hvfhs.csv"))).contains("no column total_amount");
    assertThat(CsvFiles.notTlc(FILES.resolve("24-records.json")))
        .contains("it is JSON: convert it");
  }

  @Test
  void rides_over_a_change_of_the_clocks_keep_their_duration() {
    assertThat(records("21-dst.csv"))
        .extracting(
            record -> Duration.between(record.pickup().time(), record.dropoff().time()).toMinutes())
        .containsExactly(15L, 20L, 45L, 15L);
    assertThat(records("50-dst-billing.csv")).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
  void one_file_is_the_same_in_every_encoding_line_end_and_separator(String encoding)
      throws IOException {
    for (var end : List.of("\n", "\r\n", "\r")) {
      for (var mark : List.of("\uFEFF", "")) {
        if (mark.isEmpty() && encoding.startsWith("UTF-32")) {
          continue;
        }
        var file = Files.createTempFile(folder, "trips", ".csv");
        Files.write(file, (mark + TEXT.replace("\n", end)).getBytes(Charset.forName(encoding)));
        assertThat(CsvFiles.trips(file))
            .as("%s %s %s", encoding, mark.length(), end.length())
            .extracting(trip -> trip.record().fare().total().toString())
            .containsExactly("1010.50", "10.50");
      }
    }
  }

  @Test
  void decimal_commas_are_read_and_ambiguous_amounts_are_refused() throws IOException {
    var file =
        CsvFiles.write(
            folder,
            "sep=;",
            "pickup_datetime;dropoff_datetime;total_amount",
            "11.01.2023 08:00;11.01.2023 08:10;10,5",
            "11.01.2023 08:01;11.01.2023 08:10;1.234,50",
            "11.01.2023 08:02;11.01.2023 08:10;(12,50 $)");
    assertThat(CsvFiles.trips(file))
        .extracting(trip -> trip.record().fare().total().toString())
        .containsExactly("10.50", "1234.50", "-12.50");
    for (var amount : List.of("1.230", "1,230")) {
      var two =
          CsvFiles.write(
              folder,
              "pickup_datetime;dropoff_datetime;total_amount",
              "2023-01-11 08:00;2023-01-11 08:10;" + amount);
      assertThat(CsvFiles.refusals(two))
          .singleElement()
          .satisfies(refusal -> assertThat(refusal.reason()).contains("thousands"));
    }
  }

  @Test
  void concatenated_files_are_each_read_by_their_own_column_names() throws IOException {
    var file =
        CsvFiles.write(
            folder,
            "pickup_datetime,dropoff_datetime,total_amount",
            "2023-01-11 08:00:00,2023-01-11 08:10:00,1",
            "total_amount,pickup_datetime,dropoff_datetime",
            "2,2023-01-11 08:00:00,2023-01-11 08:10:00");
    assertThat(CsvFiles.trips(file))
        .extracting(trip -> trip.record().fare().total().toString())
        .containsExactly("1.00", "2.00");
  }

  /// Separators as Hive, old mainframes and EDI write them.
  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|", "\u0001", "^", "~"})
  void a_separator_is_detected_by_the_column_names(String separator) throws IOException {
    var file =
        CsvFiles.write(
            folder,
            CsvFiles.YELLOW_2019.replace(",", separator),
            CsvFiles.yellow("2019-03-27 17:53:01", "2019-03-27 18:00:25", "14.16")
                .replace(",", separator));
    assertThat(CsvFiles.trips(file).getFirst().record().fare().total()).hasToString("14.16");
    assertThat(CsvFiles.trips(file).getFirst().record().dropoff().zone()).contains(233L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NULL",
        "nan",
        "-nan",
        "(null)",
        "[NULL]",
        "<null>",
        "#N/A",
        "nil",
        "Nil",
        "-",
        "--",
        "undefined",
        "\\N"
      })
  void words_for_null_are_blank(String blank) throws IOException {
    var file =
        CsvFiles.write(
            folder,
            "pickup_datetime,dropoff_datetime,tip_amount,passenger_count,payment_type,total_amount",
            "2023-01-11 08:00:00,2023-01-11 08:10:00,%s,%s,%s,1".formatted(blank, blank, blank));
    assertThat(CsvFiles.plan(CsvFiles.open(file)).findings().notices()).isEmpty();
    assertThat(CsvFiles.trips(file).getFirst().record())
        .satisfies(
            record -> {
              assertThat(record.fare().tip()).hasToString("0.00");
              assertThat(record.ride().passengers()).isEmpty();
              assertThat(record.ride().paymentType()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "BZh91AY, compressed by bzip2: bunzip2 it first",
    "PAR1, a Parquet file: convert it to CSV first",
    "'  [{\"a\":1}]', JSON: convert it to CSV first",
    "<!DOCTYPE html>, HTML or XML",
    "%PDF-1.7, a PDF document",
    "FEA1, a Feather file: convert it to CSV first"
  })
  void other_file_formats_are_named(String beginning, String says) throws IOException {
    var file = Files.createTempFile(folder, "other", ".csv");
    Files.write(file, beginning.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(CsvFiles.notTlc(file)).contains("it is " + says);
    Files.write(file, CsvFiles.gzipped(beginning));
    assertThat(CsvFiles.notTlc(file)).as("gzipped").contains("it is " + says);
  }

  @Test
  void a_file_of_compress_is_named() throws IOException {
    var file = folder.resolve("trips.csv.Z");
    Files.write(file, new byte[] {0x1f, (byte) 0x9d, (byte) 0x90, 'v', 0});
    assertThat(CsvFiles.notTlc(file)).contains("it is compressed by compress: uncompress it first");
  }
}
