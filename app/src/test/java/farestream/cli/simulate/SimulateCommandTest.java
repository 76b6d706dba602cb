package farestream.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.Main;
import farestream.TestInstance;
import farestream.config.LocalSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("integration")
class SimulateCommandTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final String OF_THE_CITY = " driver_id > 19000000 ";

  private final TestInstance instance = TestInstance.running();
  @TempDir Path folder;

  private JsonNode simulated(String... options) throws IOException {
    var arguments = new ArrayList<>(List.of("simulate", "--json"));
    arguments.addAll(List.of(options));
    var result = instance.run(arguments.toArray(String[]::new));
    assertThat(result.status()).as(result.err()).isZero();
    return JSON.readTree(result.out());
  }

  @Test
  void both_sides_agree_and_no_driver_has_two_trips_at_once() throws IOException {
    var before = instance.rows("select count(*) from trips where" + OF_THE_CITY).getFirst();
    var last = instance.rows("select coalesce(max(id), 0) from trips").getFirst();
    var report =
        simulated("--trips", "200", "--drivers", "12", "--duration", "2h", "--seed", "101");
    var counts = report.path("counts");
    assertThat(report.path("agree").asBoolean()).isTrue();
    assertThat(counts.path("booked").asLong()).isEqualTo(200);
    assertThat(counts.path("completed").asLong()).isPositive();
    assertThat(counts.path("noCab").asLong()).as("too few drivers").isPositive();
    assertThat(report.path("completed").asLong() + report.path("cancelled").asLong())
        .isEqualTo(200);
    assertThat(report.path("micros").path("accept").path("number").asLong())
        .isGreaterThanOrEqualTo(counts.path("completed").asLong());
    assertThat(report.path("dynamodbTotal").decimalValue())
        .isEqualByComparingTo(report.path("postgresqlTotal").decimalValue());
    instance.await(
        "select count(*) from trips where" + OF_THE_CITY,
        Long.toString(Long.parseLong(before) + report.path("completed").asLong()));
    assertThat(
            instance.rows(
                """
                select concat_ws(' ', count(*),
                  bool_and(abs(date_part('epoch', recorded_at - completed_at)) < 60))
                from trip_followed join trips on id = trip_id where id > %s
                """
                    .formatted(last)))
        .as("each was followed, and has come within moments of its completion")
        .containsExactly(report.path("completed").asText() + " t");
    assertThat(
            instance.rows(
                """
                select one.trip_info from trips one join trips other
                  on one.driver_id = other.driver_id and one.id <> other.id
                  and one.pickup_datetime < other.dropoff_datetime
                  and other.pickup_datetime < one.dropoff_datetime
                where one.driver_id > 19000000 and one.id > %1$s and other.id > %1$s
                """
                    .formatted(last)))
        .isEmpty();
  }

  @Test
  void the_same_seed_books_nothing_twice() throws IOException {
    var first = simulated("--trips", "40", "--seed", "102");
    assertThat(first.path("counts").path("booked").asLong()).isEqualTo(40);
    var again = simulated("--trips", "40", "--seed", "102");
    assertThat(again.path("counts").path("booked").asLong()).isZero();
    assertThat(again.path("counts").path("alreadyOver").asLong()).isEqualTo(40);
    assertThat(again.path("completed")).isEqualTo(first.path("completed"));
    assertThat(again.path("dynamodbTotal")).isEqualTo(first.path("dynamodbTotal"));
    var repeated = instance.run("simulate", "--trips", "40", "--seed", "102");
    assertThat(repeated.out()).contains(" already over |     40\n").doesNotContain("milliseconds");
    assertThat(repeated.err()).contains("compared: 40 of 40\n");
  }

  /// At this speed the trips would take a minute.
  @Test
  void if_servers_become_unreachable_it_prints_the_measurements_and_how_to_resume()
      throws Exception {
    CompletableFuture<TestInstance.Result> running;
    try (var system = LocalSystem.startTemporary("aws-db-workshop-trips")) {
      var own = TestInstance.of(system.environment());
      running =
          CompletableFuture.supplyAsync(
              () -> own.run("simulate", "--trips=5000", "--seed=77", "--speed=1500"),
              Thread::startVirtualThread);
      own.await("select count(*) > 0 from trips", "t");
    }
    var result = running.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    assertThat(result.status()).as(result.err()).isEqualTo(4);
    assertThat(result.out())
        .contains("failed after ", " completed ", " complete ")
        .endsWith("not compared; to resume, run the same command with --seed 77\n");
    assertThat(result.err()).contains("farestream: ", "can't be reached");
  }

  @Test
  void if_all_cancel_nothing_is_completed() throws IOException {
    var report = simulated("--trips", "60", "--seed", "103", "--cancel-rate", "1");
    var counts = report.path("counts");
    assertThat(counts.path("completed").asLong()).isZero();
    assertThat(counts.path("noShow").asLong()).isPositive();
    assertThat(report.path("cancelled").asLong()).isEqualTo(60);
    assertThat(report.path("agree").asBoolean()).isTrue();
  }

  @Test
  void the_text_report_names_its_parameters_and_says_that_both_sides_agree() {
    var result = instance.run("simulate", "--trips", "20", "--seed", "104");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .startsWith("seed 104: 20 trips in 24 hours of the city's time, 2000 riders, 500 drivers\n")
        .contains(
            " milliseconds | requests | ", " milliseconds  | trips | ", "booked to row", "p99.9")
        .endsWith("both sides agree to the cent\n");
    assertThat(result.err()).contains("stream lag", "compared: 20 of 20\n");
  }

  @Test
  void invalid_options_are_refused_in_one_line() {
    for (var wrong :
        List.of(
            List.of("--trips", "0"),
            List.of("--drivers", "1000000"),
            List.of("--cancel-rate", "1.5"),
            List.of("--duration", "soon"),
            List.of("--duration", "367d"),
            List.of("--speed", "0"),
            List.of("--rate", "5", "--speed", "2"))) {
      var arguments = new ArrayList<>(List.of("simulate"));
      arguments.addAll(wrong);
      var result = instance.run(arguments.toArray(String[]::new));
      assertThat(result.status()).as(wrong.toString()).isEqualTo(2);
      assertThat(result.err()).startsWith("farestream: " + wrong.getFirst()).hasLineCount(1);
    }
  }

  /// At this speed the trips would take days.
  @Test
  void ctrl_c_completes_or_cancels_trips_in_progress_and_still_compares() throws Exception {
    var out = folder.resolve("out").toFile();
    var err = folder.resolve("err").toFile();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "simulate",
            "--json",
            "--trips=5000",
            "--seed=105",
            "--speed=60");
    builder.environment().putAll(instance.environment());
    var process = builder.redirectOutput(out).redirectError(err).start();
    try {
      instance.await("select count(*) > 0 from drivers where driver_id = 19000500", "t");
      awaitUnderWay();
      // SIGTERM, which is handled in the same way: a JVM started in the background of a script
      // ignores SIGINT.
      process.destroy();
      assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    var report = JSON.readTree(out);
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(report.path("stopped").asBoolean()).isTrue();
    assertThat(report.path("begun").asLong()).isBetween(1L, 4_999L);
    assertThat(report.path("counts").has("calledOffByTheStop")).isTrue();
    assertThat(report.path("unfinished").asLong()).isZero();
    assertThat(report.path("completed").asLong() + report.path("cancelled").asLong())
        .isEqualTo(report.path("begun").asLong());
    assertThat(report.path("completed").asLong()).as("those with a rider").isPositive();
    assertThat(report.path("agree").asBoolean()).isTrue();
  }

  /// Waits until a driver of the city has a trip in progress.
  private void awaitUnderWay() {
    var dynamoDb = instance.config().dynamoDb();
    var deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      var underWay =
          dynamoDb
              .scan(
                  scan ->
                      scan.tableName("aws-db-workshop-trips")
                          .filterExpression("#S = :s AND DRIVER_ID > :d")
                          .expressionAttributeNames(Map.of("#S", "STATUS"))
                          .expressionAttributeValues(
                              Map.of(
                                  ":s",
                                  AttributeValue.fromS("InProgress"),
                                  ":d",
                                  AttributeValue.fromN("19000000"))))
              .count();
      if (underWay > 3) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("no trip is under way");
  }
}
