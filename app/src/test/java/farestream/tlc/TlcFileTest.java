package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import farestream.csv.DamagedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests which files are accepted as files of trip records.
class TlcFileTest {
  private static final String RECORD =
      CsvFiles.yellow("2019-03-27 17:53:01", "2019-03-27 18:00:25", "14.16");

  @TempDir Path folder;

  @Test
  void a_file_without_trip_records_is_refused_with_the_reason() throws IOException {
    var none = folder.resolve("none.csv");
    assertThat(CsvFiles.notTlc(none)).isEqualTo("file " + none + " doesn't exist");
    assertThat(CsvFiles.notTlc(folder)).isEqualTo(folder + " is a folder");
    assertThat(CsvFiles.notTlc(CsvFiles.write(folder, ""))).endsWith("it is empty");
    assertThat(CsvFiles.notTlc(CsvFiles.write(folder, "LocationID,zone,borough", "1,EWR,EWR")))
        .contains("no column pickup_datetime, dropoff_datetime, total_amount", "LocationID,zone");
    assertThat(CsvFiles.notTlc(CsvFiles.write(folder, "x".repeat(100_000))))
        .contains("is not a header of column names");
    assertThat(CsvFiles.notTlc(CsvFiles.write(folder, "\"a,b")))
        .contains("is not a header of column names");
    assertThat(CsvFiles.notTlc(CsvFiles.write(folder, "PAR1\u0015\u0004"))).contains("Parquet");
    assertThat(CsvFiles.notTlc(CsvFiles.write(folder, "PK\u0003\u0004"))).contains("unzip it");
  }

  @Test
  void for_hire_records_have_no_total() throws IOException {
    var hired = "hvfhs_license_num,pickup_datetime,dropoff_datetime,base_passenger_fare,tolls,tips";
    assertThat(CsvFiles.notTlc(CsvFiles.write(folder, hired, "HV0003,,,,,")))
        .contains("no column total_amount");
  }

  @Test
  void two_columns_for_one_value_are_refused() throws IOException {
    assertThat(CsvFiles.notTlc(CsvFiles.write(folder, CsvFiles.YELLOW_2019 + ",Total_Amt")))
        .endsWith("it has two columns for total_amount");
  }

  @Test
  void no_control_character_gets_into_a_message() throws IOException {
    assertThat(CsvFiles.notTlc(CsvFiles.write(folder, "a\u001b[2Jb,c\u202e")))
        .endsWith("it begins with: a?[2Jb,c?");
    var record = RECORD.replace("14.16", "\u001b]0;x\u0007");
    assertThat(CsvFiles.refusals(CsvFiles.write(folder, CsvFiles.YELLOW_2019, record)))
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.reason()).doesNotContain("\u001b", "\u0007"));
  }

  @Test
  void missing_columns_are_named_and_zones_or_coordinates_are_enough() throws IOException {
    var zones = CsvFiles.open(CsvFiles.write(folder, CsvFiles.YELLOW_2019));
    assertThat(zones.missing())
        .containsExactly("ehail_fee", "airport_fee", "cbd_congestion_fee", "color", "trip_type");
    var few = "pickup_datetime,dropoff_datetime,total_amount,Start_Lon,Start_Lat,End_Lon,End_Lat";
    assertThat(CsvFiles.open(CsvFiles.write(folder, few)).missing())
        .contains("VendorID", "fare_amount", "trip_distance")
        .doesNotContain("PULocationID", "pickup_longitude");
  }

  @Test
  void a_gzipped_file_is_read_like_any_other() throws IOException {
    var plain = CsvFiles.write(folder, CsvFiles.YELLOW_2019, RECORD);
    var gzipped = folder.resolve("trips.csv.gz");
    Files.write(gzipped, CsvFiles.gzipped(Files.readString(plain)));
    assertThat(CsvFiles.trips(gzipped)).isEqualTo(CsvFiles.trips(plain));
  }

  @Test
  void a_truncated_gzipped_file_is_detected_before_anything_is_booked() throws IOException {
    var text = CsvFiles.YELLOW_2019 + "\n" + (RECORD + "\n").repeat(50_000);
    var bytes = CsvFiles.gzipped(text);
    var cut = folder.resolve("cut.csv.gz");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 20));
    var file = CsvFiles.open(cut);
    assertThatThrownBy(() -> CsvFiles.plan(file))
        .isInstanceOf(DamagedFile.class)
        .hasMessageContaining("cut.csv.gz can't be read beyond line")
        .hasMessageEndingWith("it is truncated or corrupt, download it again");
    Files.write(cut, Arrays.copyOf(bytes, 9));
    assertThatThrownBy(() -> CsvFiles.open(cut))
        .hasMessageContaining("it is truncated or corrupt (");
  }

  @Test
  void a_bad_line_does_not_affect_the_others() throws IOException {
    var file =
        CsvFiles.write(
            folder,
            CsvFiles.YELLOW_2019,
            RECORD,
            "\"" + RECORD,
            "x".repeat(8_193),
            "",
            RECORD + ",,",
            RECORD + ",,more",
            RECORD.substring(0, 60),
            new String(new byte[] {(byte) 0xff, 0, ','}, StandardCharsets.ISO_8859_1),
            RECORD);
    assertThat(CsvFiles.refusals(file))
        .extracting(RefusedRecord::line, RefusedRecord::reason)
        .containsExactly(
            tuple(3L, "its quotes aren't balanced"),
            tuple(4L, "the line is longer than 8192 characters"),
            tuple(7L, "it has 20 values for 18 columns"),
            tuple(8L, "it has 10 values for 18 columns"),
            tuple(9L, "it has 2 values for 18 columns"));
    assertThat(CsvFiles.plan(CsvFiles.open(file)).records()).isEqualTo(8);
  }
}
