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
import java.util.ArrayList;
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
        .contains(
            "rider " + nobody + " is not in the ledger", "rider add " + nobody, "--allow-unknown")
        .hasLineCount(1);
    assertThat(instance.run("trip", "list", "--rider-id", nobody).out()).startsWith("no trips");
  }

  @Test
  void an_unknown_driver_cannot_accept() {
    var tripInfo = instance.run("book").tripInfo();
    var refused = instance.run("accept", tripInfo, "--driver-id", NOBODY);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .contains(
            "driver " + NOBODY + " is not in the ledger", "driver add " + NOBODY, "--allow-unknown")
        .hasLineCount(1);
    assertThat(instance.run("trip", "show", tripInfo).out()).contains("status:   Booked");
    assertThat(instance.run("accept", tripInfo).status()).isZero();
  }

  @Test
  void a_trip_of_an_unknown_or_inactive_rider_cannot_be_accepted() {
    var nobody = "7770775";
    var unknown = instance.run("book", "--rider-id", nobody, "--allow-unknown").tripInfo();
    var driver = "" + instance.newDriver();
    var refused = instance.run("accept", unknown, "--rider-id", nobody, "--driver-id", driver);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("rider " + nobody + " is not in the ledger").hasLineCount(1);

    var rider = "" + instance.newRider();
    var booked = instance.run("book", "--rider-id", rider).tripInfo();
    assertThat(instance.run("rider", "deactivate", rider).status()).isZero();
    var inactive = instance.run("accept", booked, "--rider-id", rider, "--driver-id", driver);
    assertThat(inactive.status()).isEqualTo(3);
    assertThat(inactive.err()).contains("rider " + rider + " is inactive").hasLineCount(1);
    assertThat(instance.run("trip", "show", booked, "--rider-id", rider).out())
        .contains("status:   Booked");
  }

  @Test
  void a_former_address_gives_no_access_to_the_trips_of_its_new_owner() {
    var former = "" + instance.newRider();
    var address = "moved%s@example.com".formatted(former);
    instance.update(
        "update riders set rider_email = '%s' where rider_id = %s".formatted(address, former));
    instance.update(
        "update riders set rider_email = 'new%1$s@example.com' where rider_id = %1$s"
            .formatted(former));
    var owner = "" + instance.newRider();
    instance.update(
        "update riders set rider_email = '%s' where rider_id = %s".formatted(address, owner));
    var tripInfo = instance.run("book", "--rider-id", owner).tripInfo();

    for (var command : List.of("accept", "complete", "cancel")) {
      var refused = instance.run(command, tripInfo, "--rider-id", former);
      assertThat(refused.status()).as(command).isEqualTo(3);
      assertThat(refused.err()).contains("has no trip " + tripInfo).hasLineCount(1);
    }
    assertThat(instance.run("cancel", tripInfo, "--rider-id", owner).status()).isZero();
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
        .contains("gets the address person%s@example.com, or that of --rider".formatted(NOBODY))
        .hasLineCount(1);
    assertThat(away.run("book", "--rider-id", NOBODY, "--allow-unknown").err())
        .contains("gets the address person%s@example.com".formatted(NOBODY));
    assertThat(away.run("book", "--rider-id", NOBODY, "--rider-email", "a@example.com").err())
        .contains("was not checked")
        .doesNotContain("gets the address");
    var accepted = away.run("accept", booked.tripInfo());
    assertThat(accepted.status()).isZero();
    assertThat(accepted.err())
        .contains("rider " + NOBODY + " was not checked", "the drivers were not checked")
        .contains("gets the address driver<N>@taxi.com, or that of --driver-email")
        .hasLineCount(2);
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
  void nobody_takes_a_trip_under_an_address_of_another() {
    var owner = "" + instance.newRider();
    var rider = "" + instance.newRider();
    var taken = "PERSON%s@example.com".formatted(owner);
    for (var more : List.of("--json", "--allow-unknown")) {
      var refused = instance.run("book", "--rider-id", rider, "--rider-email", taken, more);
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err())
          .contains("rider %s can't use the address %s".formatted(rider, taken))
          .contains("belongs to rider " + owner)
          .hasLineCount(1);
    }
    assertThat(instance.run("book", "--rider-id", owner, "--rider-email", taken).status()).isZero();
    assertThat(instance.run("book", "--rider-id", rider, "--rider-email", "own@b.co").status())
        .isZero();
    var unknown = "7770774";
    instance.update(
        "update riders set rider_email = 'person%s@example.com' where rider_id = %s"
            .formatted(unknown, owner));
    assertThat(instance.run("book", "--rider-id", unknown, "--allow-unknown").err())
        .contains("belongs to rider " + owner);

    var tripInfo = instance.run("book", "--rider-id", rider).tripInfo();
    var driver = "" + instance.newDriver();
    var email = "driver%d@taxi.com".formatted(instance.newDriver());
    var refused =
        instance.run(
            "accept",
            tripInfo,
            "--rider-id",
            rider,
            "--driver-id",
            driver,
            "--driver-email",
            email);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("driver %s can't use the address".formatted(driver));
    var accepted = instance.run("accept", tripInfo, "--rider-id", rider, "--driver-email", email);
    assertThat(accepted.status()).as(accepted.err()).isZero();
    assertThat(accepted.out()).contains(email.replaceAll("\\D", ""));
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

  @Test
  void an_inactive_rider_books_nothing_not_even_with_allow_unknown() {
    var rider = "" + instance.newRider();
    assertThat(instance.run("rider", "deactivate", rider).status()).isZero();
    for (var more : List.of(List.<String>of(), List.of("--allow-unknown"))) {
      var arguments = new ArrayList<>(List.of("book", "--rider-id", rider));
      arguments.addAll(more);
      var refused = instance.run(arguments.toArray(String[]::new));
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err())
          .contains(
              "rider %s is inactive".formatted(rider), "rider update " + rider + " --activate")
          .hasLineCount(1);
    }
    assertThat(instance.run("trip", "list", "--rider-id", rider).out()).startsWith("no trips");
    assertThat(instance.run("rider", "update", rider, "--activate").status()).isZero();
    assertThat(instance.run("book", "--rider-id", rider).status()).isZero();
  }

  @Test
  void an_inactive_driver_accepts_nothing_but_what_was_begun_is_completed_and_recorded() {
    var driver = "" + instance.newDriver();
    var begun = instance.run("book").tripInfo();
    assertThat(instance.run("accept", begun, "--driver-id", driver).status()).isZero();
    assertThat(instance.run("driver", "deactivate", driver).status()).isZero();

    var tripInfo = instance.run("book").tripInfo();
    var refused = instance.run("accept", tripInfo, "--driver-id", driver);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("driver %s is inactive".formatted(driver)).hasLineCount(1);
    assertThat(instance.run("trip", "show", tripInfo).out()).contains("status:   Booked");

    assertThat(instance.run("complete", begun).status()).isZero();
    instance.await("select driver_id from trips where trip_info = '%s'".formatted(begun), driver);
  }

  @Test
  void a_trip_has_what_the_ledger_knows_of_its_people() {
    var number = "" + (instance.newRider() + 500_000);
    for (var kind : List.of("rider", "driver")) {
      var email = kind + number + "@fleet.example";
      var added =
          instance.run(
              kind,
              "add",
              number,
              "--name",
              "Jane " + kind,
              "--email",
              email,
              "--mobile",
              "+4412345");
      assertThat(added.status()).as(added.err()).isZero();
    }
    assertThat(instance.run("driver", "update", number, "--vehicle", "FLT" + number).err())
        .isEmpty();
    var booked = instance.run("book", "--rider-id", number);
    assertThat(booked.out())
        .contains("Jane rider, rider%s@fleet.example, +4412345".formatted(number));
    var accepted = instance.run("accept", booked.tripInfo(), "--driver-id", number);
    assertThat(accepted.out())
        .contains("Jane driver", "driver%s@fleet.example".formatted(number), "FLT" + number);

    instance.run("rider", "update", number, "--email", "new%s@fleet.example".formatted(number));
    assertThat(instance.run("trip", "list", "--rider-id", number).out())
        .as("found under the former address")
        .contains(booked.tripInfo());
  }

  @Test
  void the_riders_of_both_forms_of_the_lab_book_in_a_fresh_instance() {
    for (var rider : List.of("69257", "71463")) {
      var booked = instance.run("book", "--rider-id", rider);
      assertThat(booked.err()).isEmpty();
      assertThat(booked.out()).contains("person%1$s, person%1$s@example.com, +1".formatted(rider));
    }
  }
}
