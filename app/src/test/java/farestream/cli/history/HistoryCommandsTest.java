package farestream.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.cli.HistoryInstance;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests `history` with a running worker, in consecutive steps on one instance.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("integration")
class HistoryCommandsTest {
  private static final String[] GENERATE = {
    "history", "generate", "--like", "workshop", "--scale", "0.005", "--seed", "7"
  };

  @TempDir private Path folder;
  private HistoryInstance history;

  @BeforeAll
  void start() {
    history = new HistoryInstance();
  }

  @AfterAll
  void stop() {
    history.close();
  }

  @Test
  @Order(0)
  void a_plate_that_a_driver_of_the_lab_has_is_refused_with_what_to_do() {
    var plate = "select vehicle_id from drivers where driver_id = 510909";
    var own = history.value(plate);
    history.instance().run("driver", "update", "510909", "--vehicle", "GRN-500000");
    var refused = history.instance().run(GENERATE);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .isEqualTo(
            "farestream: driver 510909 has the vehicle GRN500000 of the generated driver 500000:"
                + " change it with ./farestream driver update 510909 --vehicle …, and run the same"
                + " command again\n");
    history.done("driver", "update", "510909", "--vehicle", own);
  }

  @Test
  @Order(1)
  void the_workshops_history_is_as_large_as_it_says_and_billed_once() {
    var said = history.done(GENERATE);
    assertThat(said).contains("PostgreSQL  644 trips", "DynamoDB    644 items");
    assertThat(history.value("select count(*) from riders")).isEqualTo("500");
    assertThat(history.value("select count(*) from drivers")).isEqualTo("500");
    assertThat(history.value("select count(*) from trips")).isEqualTo("644");
    assertThat(
            history.value(
                """
                select concat_ws(' ', count(*), count(distinct driver_id), sum(rides_total),
                  min(made_by), max(billing_cycle)) from billing
                """))
        .isEqualTo("300 300 644 manual 1");
    assertThat(
            history.value(
                """
                select count(*) from payment join billing on billing.id = billing_id
                where payment_amount = round(billing_amount * 0.8, 2)
                  and payment_status = 'completed' and status_at = payment_date
                """))
        .isEqualTo("300");
    assertThat(history.value("select count(distinct trip_id) from billing_line")).isEqualTo("644");
    assertThat(
            history.value(
                """
                select count(*) from trips as one join trips as other
                  on one.driver_id = other.driver_id and one.id < other.id
                where one.dropoff_datetime > other.pickup_datetime
                  and one.pickup_datetime < other.dropoff_datetime
                """))
        .as("trips that a driver has at once")
        .isEqualTo("0");
    assertThat(
            history.value(
                """
                select string_agg(distinct vendor_id::text, ' ') || ' ' || min(number) from (
                  select vendor_id, count(*) over (partition by vendor_id) as number from trips
                ) as ofvendor
                """))
        .as("both vendors, and neither hardly ever")
        .matches("1 2 [1-9]\\d+");
    history.assertSettled();
  }

  @Test
  @Order(2)
  void a_second_run_adds_nothing_and_another_seed_is_refused() {
    assertThat(history.done(GENERATE))
        .contains("PostgreSQL  0 trips", "644 already existed", "DynamoDB    nothing to upload");
    var other = history.instance().run("history", "generate", "--like", "workshop", "--seed", "8");
    assertThat(other.status()).isEqualTo(3);
    assertThat(other.err()).contains("this instance has the generated trips of workshop seed 7");
  }

  @Test
  @Order(3)
  void a_file_is_imported_once_under_any_name() throws IOException {
    var records = Files.readAllLines(HistoryInstance.SAMPLE).size() - 1;
    var sample = HistoryInstance.SAMPLE.toString();
    assertThat(history.done("history", "import", sample))
        .contains(
            "PostgreSQL  %d trips".formatted(records), "DynamoDB    %d items".formatted(records));
    var copy = Files.copy(HistoryInstance.SAMPLE, folder.resolve("another.csv")).toString();
    var gzipped = gzipped(HistoryInstance.SAMPLE).toString();
    assertThat(history.done("history", "import", sample, copy, gzipped))
        .doesNotContain("PostgreSQL  %d".formatted(records))
        .contains(
            "PostgreSQL  0 trips", "%d already existed".formatted(records), "nothing to upload");
    assertThat(history.value("select count(*) from trips")).isEqualTo("" + (644 + records));
    history.assertSettled();
  }

  @Test
  @Order(7)
  void refused_records_are_reported_and_the_others_are_imported() throws IOException {
    var lines = new ArrayList<>(Files.readAllLines(HistoryInstance.SAMPLE).subList(0, 4));
    lines.set(2, "no trip");
    var file = Files.write(folder.resolve("refused.csv"), lines).toString();
    assertThat(history.done("history", "import", file, "--tolerate", "40"))
        .contains("line 3 refused: ", "1 record refused", "2 already existed");
    assertThat(history.done("history", "import", file, "--tolerate", "40", "--json"))
        .contains("\"refused\" : 1", "\"line\" : 3", "\"existing\" : 2");
  }

  @Test
  @Order(9)
  void remainders_of_a_file_are_reported() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("remainders.csv"),
            """
            pickup_datetime,dropoff_datetime,fare_amount,extra,mta_tax,tip_amount,tolls_amount,total_amount
            2031-06-07 10:00:00,2031-06-07 10:10:00,10,0,0.5,0,0,10.5
            2031-06-07 11:00:00,2031-06-07 11:10:00,10,0,0.5,0,0,12.5
            """);
    var refused = history.instance().run("history", "import", file.toString());
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("the parts of 1 of ", "nothing was imported");
    assertThat(history.done("history", "import", file.toString(), "--tolerate", "50"))
        .contains("parts don't add up to the total: 1 record, 2.00 in all", "PostgreSQL  2 trips");
  }

  private Path gzipped(Path file) throws IOException {
    var gzipped = folder.resolve("same.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
      Files.copy(file, out);
    }
    return gzipped;
  }

  @Test
  @Order(4)
  void an_imported_trip_equals_that_of_a_replay() throws IOException {
    var records = Files.readAllLines(HistoryInstance.SAMPLE).size() - 1;
    var replayed = history.done("replay", HistoryInstance.SAMPLE.toString());
    assertThat(replayed).containsPattern("completed +\\| +0\\R");
    assertThat(replayed)
        .containsPattern("completed before +\\| +%d".formatted(records))
        .contains("both sides agree to the cent");
  }

  @Test
  @Order(5)
  void a_cycle_bills_no_imported_trip() {
    assertThat(history.done("bill")).contains("nothing to bill").doesNotContain("left out");
    history.instance().ride("510909", "12.50");
    assertThat(history.done("bill")).contains("510909").doesNotContain("left out");
    assertThat(history.value("select sum(rides_total) from billing where made_by = 'farestream'"))
        .isEqualTo("1");
    assertThat(history.done("pay")).contains("10.00");
    history.assertSettled();
  }

  @Test
  @Order(6)
  void the_labs_bill_for_a_day_that_was_imported_is_refused() throws IOException {
    var lab = Files.readString(Path.of("..", "samples", "lab.sql"));
    var bill =
        lab.substring(lab.indexOf("insert into billing"), lab.indexOf("insert into payment"));
    assertThatThrownBy(
            () -> history.instance().update(bill.replace("current_date", "date '2019-03-05'")))
        .hasStackTraceContaining("that were settled before they were imported");
  }

  @ParameterizedTest
  @Order(8)
  @CsvSource(
      delimiter = '|',
      value = {
        "generate --like workshop --scale 0 | 2 | --scale 0 is not between 0.001 and 50",
        "generate --like workshop --scale 51 | 2 | --scale 51 is not between 0.001 and 50",
        "generate --like workshop --seed -1 | 2 | --seed -1 is negative",
        "generate --like other | 2 | --like must be workshop: see",
        "generate | 2 | --like",
        "import | 2 | FILE",
        "import nowhere.csv | 3 | file nowhere.csv doesn't exist",
        "import --riders 0 x.csv | 2 | --riders and --drivers must be 1 to 999999",
      })
  void invalid_options_are_refused_in_one_line(String command, int status, String says) {
    var result = history.instance().run(("history " + command).split(" ", -1));
    assertThat(result.status()).as(result.err()).isEqualTo(status);
    assertThat(result.err()).contains(says).hasLineCount(1);
  }
}
