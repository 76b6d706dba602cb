package farestream.cli.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import farestream.booking.TableSetup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class ReplayCommandTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("farestream.home"), "samples", "trips-2019-03.csv");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final String HEADER = "lpep_pickup_datetime,lpep_dropoff_datetime,total_amount\n";

  private final TestInstance instance = TestInstance.running();
  @TempDir Path folder;

  private String write(String text) throws IOException {
    return Files.writeString(folder.resolve("trips.csv"), text).toString();
  }

  private static Pattern row(String label, String value) {
    return Pattern.compile("(?m)^ " + label + " +\\| +" + value + "$");
  }

  @Test
  void the_sample_is_recorded_to_the_cent_and_a_second_replay_books_nothing() {
    var first = instance.run("replay", SAMPLE.toString());
    assertThat(first.status()).isZero();
    assertThat(first.out())
        .startsWith(SAMPLE + ": 500 records")
        .contains("columns missing from this file, read as blank: airport_fee, cbd_congestion_fee")
        .containsPattern(row("read", "500"))
        .containsPattern(row("refused", "0"))
        .containsPattern(row("completed( before)?", "500"))
        .containsPattern(row("in the ledger", "500"))
        .containsPattern(row("quarantined", "0"))
        .containsPattern(row("DynamoDB", "500 \\| 11201\\.11"))
        .containsPattern(row("PostgreSQL", "500 \\| 11201\\.11"))
        .endsWith("both sides agree to the cent\n");
    assertThat(first.err()).contains("replaying: 500 of 500", "arrived: 500 of 500");

    var again = instance.run("replay", SAMPLE.toString());
    assertThat(again.status()).isZero();
    assertThat(again.out())
        .containsPattern(row("completed", "0"))
        .containsPattern(row("completed before", "500"))
        .containsPattern(row("PostgreSQL", "500 \\| 11201\\.11"));
    assertThat(
            instance.rows(
                "select count(*) || ' ' || sum(total_amount) from trips join riders using"
                    + " (rider_id) where rider_id between 8000001 and 8000200 and pickup_datetime"
                    + " between '2019-02-28' and '2019-04-01 12:00'"))
        .containsExactly("500 11201.11");
  }

  @Test
  void each_refused_record_is_named_with_its_line_and_the_others_are_recorded() throws IOException {
    var file =
        write(
            HEADER
                + "2031-05-01 10:00:00,2031-05-01 10:10:00,12.50\n"
                + "2031-05-01 10:00:00,2031-05-01 09:59:59,12.50\n"
                + "2031-05-01 10:00:00,2031-05-01 10:10:00,a lot\n"
                + "2031-05-01 10:00:00,2031-05-01 10:10:00,-3.30\n");
    var untouched = instance.run("replay", file);
    assertThat(untouched.status()).isEqualTo(3);
    assertThat(untouched.err())
        .contains("2 of ", "can't be read", "nothing was written", "--tolerate");
    assertThat(instance.rows("select 1 from trips where pickup_datetime::date = '2031-05-01'"))
        .isEmpty();
    var refused = folder.resolve("refused.csv");
    var replayed =
        instance.run("replay", file, "--tolerate", "50", "--refused", refused.toString());
    assertThat(replayed.status()).isZero();
    assertThat(Files.readString(refused))
        .isEqualTo(
            "refused,"
                + HEADER
                + "\"line 3: the drop-off (2031-05-01T09:59:59) is before the pick-up"
                + " (2031-05-01T10:00)\",2031-05-01 10:00:00,2031-05-01 09:59:59,12.50\n"
                + "\"line 4: total_amount 'a lot' is not an amount of money\",2031-05-01 10:00:00,"
                + "2031-05-01 10:10:00,a lot\n");
    assertThat(replayed.out())
        .contains(
            "line 3 refused: the drop-off (2031-05-01T09:59:59) is before the pick-up"
                + " (2031-05-01T10:00)",
            "line 4 refused: total_amount 'a lot' is not an amount of money")
        .containsPattern(row("read", "4"))
        .containsPattern(row("refused", "2"))
        .containsPattern(row("DynamoDB", "2 \\| +9\\.20"))
        .containsPattern(row("PostgreSQL", "2 \\| +9\\.20"));
    assertThat(
            instance.rows(
                "select other_amount from trips where pickup_datetime::date = '2031-05-01'"
                    + " and cab_type_id = 2 order by 1"))
        .containsExactly("-3.30", "12.50");
  }

  @Test
  void the_report_as_json_is_one_document_with_exact_sums() throws IOException {
    var file =
        write(
            HEADER
                + "2031-05-02 10:00:00,2031-05-02 10:10:00,0.10\n"
                + "2031-05-02 10:00:00,never,0.10\n"
                + "2031-05-02 10:00:00,2031-05-02 10:10:00,0.20\n");
    var replayed =
        instance.run(
            "replay", file, "--json", "--riders", "7", "--drivers", "1", "--tolerate", "40");
    assertThat(replayed.status()).isZero();
    var report = JSON.readTree(replayed.out());
    assertThat(report.get("refusals").toString())
        .contains("{\"line\":3,\"reason\":\"dropoff_datetime 'never' is not a time");
    assertThat(report.get("inLedger").asInt()).isEqualTo(2);
    assertThat(replayed.out()).contains("\"dynamodbTotal\" : 0.30,", "Total\" : 0.00,");
    assertThat(report.get("postgresqlTotal").decimalValue()).isEqualByComparingTo("0.30");
    assertThat(report.get("agree").asBoolean()).isTrue();
    assertThat(report.get("missingColumns").toString()).contains("VendorID", "PULocationID");
  }

  @Test
  void times_are_those_of_the_zone() throws IOException {
    var file = write(HEADER + "2031-05-03 10:00:00,2031-05-03 10:10:00,1\n");
    assertThat(instance.run("replay", file, "--zone", "Asia/Tokyo").status()).isZero();
    assertThat(
            instance.rows(
                "select pickup_datetime from trips where pickup_datetime::date = '2031-05-03'"))
        .containsExactly("2031-05-03 01:00:00");
  }

  @Test
  void an_unread_stream_is_reported_after_the_wait() throws IOException {
    var unread = instance.with("TRIPS_TABLE", "unread-trips");
    TableSetup.ensure(unread.config().dynamoDb(), "unread-trips");
    var file = write(HEADER + "2031-05-04 10:00:00,2031-05-04 10:10:00,1\n");
    var replayed = unread.run("replay", file, "--wait", "1");
    assertThat(replayed.status()).isEqualTo(3);
    assertThat(replayed.out())
        .containsPattern(row("missing", "1"))
        .containsPattern(row("PostgreSQL", "0 \\| +0\\.00"))
        .doesNotContain("agree");
    assertThat(replayed.err()).contains("1 trip not in the ledger after the wait");
  }

  @Test
  void a_file_without_trip_records_is_refused() throws IOException {
    var refused = instance.run("replay", write("a,b\n1,2\n"));
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("contains no trip records", "total_amount");
    assertThat(refused.out()).isEmpty();
    var none = folder.resolve("none");
    assertThat(instance.run("replay", none.toString()))
        .isEqualTo(new TestInstance.Result(3, "", "farestream: file " + none + " doesn't exist\n"));
    assertThat(instance.run("replay", folder.toString()).err()).contains(folder + " is a folder");
  }

  @Test
  void wrong_usage_is_reported() {
    var sample = SAMPLE.toString();
    assertThat(instance.run("replay").status()).isEqualTo(2);
    assertThat(instance.run("replay", sample, "--riders", "0").err()).contains("--riders");
    assertThat(instance.run("replay", sample, "--drivers", "1000000").status()).isEqualTo(2);
    assertThat(instance.run("replay", sample, "--zone", "Mars/Olympus").err()).contains("Mars");
    assertThat(instance.run("replay", sample, "--wait", "-1").status()).isEqualTo(2);
  }

  @Test
  void an_unreachable_server_stops_it() {
    var away = "http://127.0.0.1:9";
    var noDynamoDb = instance.with("AWS_ENDPOINT_URL_DYNAMODB", away);
    assertThat(noDynamoDb.run("replay", SAMPLE.toString()).status()).isEqualTo(4);
    assertThat(instance.with("PGPORT", "9").run("replay", SAMPLE.toString()).status()).isEqualTo(4);
  }

  @Test
  void a_file_without_readable_records_is_a_failure() throws IOException {
    var file = write(HEADER + "1673424300000000,1673424900000000,10.5\n".repeat(3));
    var refused = instance.run("replay", file, "--tolerate", "100");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out()).contains("line 2 and 2 more refused").doesNotContain("agree");
    assertThat(refused.err()).contains("all of ", "--utc-times", "nothing was written");
    assertThat(instance.run("replay", file, "--utc-times", "utc").status()).isZero();
    assertThat(
            instance.rows(
                "select count(*), min(pickup_datetime) from trips where total_amount = 10.5"
                    + " and pickup_datetime = '2023-01-11 08:05'"))
        .hasSize(1);
    assertThat(instance.run("history", "import", file).err()).contains("nothing was imported");
  }

  @Test
  void parts_that_do_not_add_up_stop_a_file_before_its_first_trip() throws IOException {
    var file =
        write(
            """
            pickup_datetime,dropoff_datetime,fare_amount,extra,mta_tax,tip_amount,tolls_amount,total_amount
            2031-05-07 10:00:00,2031-05-07 10:10:00,10,0,0.5,0,0,10.5
            2031-05-07 11:00:00,2031-05-07 11:10:00,10,0,0.5,0,0,12.5
            """);
    var refused = instance.run("replay", file);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("the parts of 1 of ", "don't add up", "nothing was written");
    assertThat(instance.rows("select 1 from trips where pickup_datetime::date = '2031-05-07'"))
        .isEmpty();
    var taken = instance.run("replay", file, "--tolerate", "50");
    assertThat(taken.status()).isZero();
    assertThat(taken.out()).contains("parts don't add up to the total: 1 record, 2.00 in all");
  }

  @Test
  void a_refused_file_has_its_whole_report_as_json() throws IOException {
    var good = "2031-05-09 10:00:00,2031-05-09 10:10:00,1\n";
    var file = write(HEADER + good + "never,2031-05-09 10:10:00,1\n" + good);
    for (var command : List.of("replay", "history import", "fare check")) {
      var line = (command + " " + file + " --json").split(" ", -1);
      var refused = instance.run(line);
      assertThat(refused.status()).as(command).isEqualTo(3);
      assertThat(refused.err()).contains("1 of ", "can't be read");
      var report = JSON.readTree(refused.out());
      var findings = report.has("files") ? report.get("files").get(0) : report;
      assertThat(findings.get("records").asInt()).as(command).isEqualTo(3);
      assertThat(findings.get("refusals").toString())
          .contains("\"line\":3", "pickup_datetime 'never' is not a time", "\"records\":1");
      assertThat(report.has("agree") || report.has("complete")).isFalse();
    }
    assertThat(instance.rows("select 1 from trips where pickup_datetime::date = '2031-05-09'"))
        .isEmpty();
  }

  @Test
  void standard_input_is_copied_for_its_owner_only_and_the_copy_is_deleted() throws IOException {
    var before = copies();
    var in = System.in;
    System.setIn(
        new ByteArrayInputStream(
            (HEADER + "2031-05-08 10:00:00,2031-05-08 10:10:00,1\n").getBytes(UTF_8)));
    try {
      var replayed = instance.run("replay", "-");
      assertThat(replayed.status()).as(replayed.err()).isZero();
      assertThat(replayed.out()).startsWith("standard input: 1 record");
    } finally {
      System.setIn(in);
    }
    assertThat(copies()).isEqualTo(before);
  }

  private static List<Path> copies() throws IOException {
    try (var files =
        Files.newDirectoryStream(
            Path.of(System.getProperty("java.io.tmpdir")), "farestream*.input")) {
      return StreamSupport.stream(files.spliterator(), false).toList();
    }
  }
}
