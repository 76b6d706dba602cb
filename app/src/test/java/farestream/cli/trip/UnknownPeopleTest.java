package farestream.cli.trip;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.Main;
import farestream.TestInstance;
import farestream.config.Config;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that unknown people are refused before anything is written, and not quarantined later.
class UnknownPeopleTest {
  private static final String NOBODY = "7770777";

  private final TestInstance instance = TestInstance.running();

  @Test
  void an_unknown_rider_cannot_book() {
    var nobody = "7770776";
    var refused = instance.run("book", "--rider-id", nobody);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .contains("rider " + nobody + " is not in the ledger", "table riders", "--allow-unknown")
        .hasLineCount(1);
    assertThat(instance.run("trip", "list", "--rider-id", nobody).out()).startsWith("no trips");
  }

  @Test
  void an_unknown_driver_cannot_accept() {
    var tripInfo = instance.run("book").tripInfo();
    var refused = instance.run("accept", tripInfo, "--driver-id", NOBODY);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .contains("driver " + NOBODY + " is not in the ledger", "table drivers", "--allow-unknown")
        .hasLineCount(1);
    assertThat(instance.run("trip", "show", tripInfo).out()).contains("status:   Booked");
    assertThat(instance.run("accept", tripInfo).status()).isZero();
  }

  @Test
  void a_trip_of_unknown_people_cannot_be_completed() {
    for (var unknown : List.of("rider", "driver")) {
      var number = unknown.equals("rider") ? "7770778" : "7770779";
      var rider = unknown.equals("rider") ? number : "" + instance.newRider();
      var driver = unknown.equals("driver") ? number : "" + instance.newDriver();
      var tripInfo = instance.run("book", "--rider-id", rider, "--allow-unknown").tripInfo();
      var accepted = instance.run("accept", tripInfo, "--driver-id", driver, "--allow-unknown");
      assertThat(accepted.status()).as(accepted.err()).isZero();

      var refused = instance.run("complete", tripInfo);
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err()).contains("%s %s is not in the ledger".formatted(unknown, number));
      assertThat(instance.run("trip", "show", tripInfo).out()).contains("status:   InProgress");

      assertThat(instance.run("complete", tripInfo, "--allow-unknown").status()).isZero();
      instance.await(
          "select reason from quarantine where trip_info = '%s'".formatted(tripInfo),
          "%s_ID is unknown: no such row in %ss"
              .formatted(unknown.toUpperCase(java.util.Locale.ROOT), unknown));
      instance.update(
          "update quarantine set resolved_at = now(), resolution = 'dropped', resolution_reason = 'test' where trip_info = '%s'"
              .formatted(tripInfo));
    }
  }

  @Test
  void
      if_the_ledger_is_unreachable_the_trip_is_booked_and_a_message_says_that_the_person_is_unchecked() {
    var away = instance.with("PGPORT", "9");
    var booked = away.run("book", "--rider-id", NOBODY);
    assertThat(booked.status()).isZero();
    assertThat(booked.err())
        .contains("rider " + NOBODY + " was not checked against the ledger (")
        .hasLineCount(1);
    var accepted = away.run("accept", booked.tripInfo());
    assertThat(accepted.status()).isZero();
    assertThat(accepted.err()).contains("the drivers were not checked").hasLineCount(1);
    assertThat(away.run("cancel", booked.tripInfo()).status()).isZero();
  }

  @Test
  void without_a_configured_ledger_the_trip_is_booked(@TempDir Path folder) {
    var environment = new HashMap<>(instance.environment());
    environment.keySet().removeIf(name -> name.startsWith("PG"));
    var err = new StringWriter();
    var status =
        Main.commandLine(new Config(environment, folder), new BufferedReader(new StringReader("")))
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute("book", "--rider-id", NOBODY);
    assertThat(status).isZero();
    assertThat(err.toString()).contains("was not checked", "no ledger is configured");
  }

  @Test
  void known_people_cause_no_message() {
    var booked = instance.run("book", "--rider-id", "" + instance.newRider());
    assertThat(booked.status()).isZero();
    assertThat(booked.err()).isEmpty();
    var accepted =
        instance.run("accept", booked.tripInfo(), "--driver-id", "" + instance.newDriver());
    assertThat(accepted.err()).isEmpty();
    assertThat(instance.run("complete", booked.tripInfo()).err()).isEmpty();
  }
}
