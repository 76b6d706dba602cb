package farestream.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.failure.Refusal;
import farestream.people.PeopleImport.Line;
import farestream.people.PeopleImport.Result;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class PeopleUpdateTest extends ImportingTest {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  @Test
  void an_update_changes_people_in_the_order_of_the_file() throws SQLException {
    run(
        PersonKind.DRIVER,
        List.of(
            driver(2, 1, "d1@example.com", PersonField.LICENCE, "L-1111"),
            driver(3, 2, "d2@example.com", PersonField.PAYMENT_TYPE, "2"),
            driver(4, 3, "d3@example.com"),
            driver(5, 4, "d4@example.com")));
    var columns = EnumSet.of(PersonField.NAME, PersonField.EMAIL, PersonField.LICENCE);
    var lines =
        List.of(
            driver(2, 1, "free@example.com"),
            driver(3, 3, "D1@example.com", PersonField.LICENCE, "L1111"),
            driver(4, 2, "d2@example.com"),
            driver(5, 4, "D2@example.com"),
            driver(6, 4, "d4@example.com", PersonField.LICENCE, "L-4444"),
            driver(7, 4, "other@example.com"),
            driver(8, 5, "d4@example.com"),
            driver(9, 6, "d6@example.com"));
    assertThat(run(PersonKind.DRIVER, columns, true, lines)).isEqualTo(new Result(1, 2, 1, 4));
    assertThat(refused)
        .containsExactly(
            "5 the e-mail address belongs to driver 2",
            "6 driver 4 is also on line 5",
            "7 driver 4 is also on line 5",
            "8 the e-mail address belongs to driver 4");
    assertThat(
            value(
                """
                select string_agg(concat_ws(' ', driver_id, driver_email, licence_number, payment_id),
                  ', ' order by driver_id)
                from drivers where driver_id < 10
                """))
        .isEqualTo(
            "1 free@example.com 7, 2 d2@example.com 2, 3 D1@example.com L1111 7,"
                + " 4 d4@example.com 7, 6 d6@example.com 7");
    assertThat(run(PersonKind.DRIVER, columns, true, lines.subList(0, 3)))
        .isEqualTo(new Result(0, 0, 3, 0));
  }

  @Test
  void a_new_driver_gets_a_plate_that_an_update_of_the_same_file_frees() throws SQLException {
    run(
        PersonKind.DRIVER,
        List.of(
            driver(2, 1, "d1@example.com", PersonField.VEHICLE, "AAA"),
            driver(3, 2, "d2@example.com", PersonField.VEHICLE, "BBB")));
    var lines =
        List.of(
            driver(2, 3, "d3@example.com", PersonField.VEHICLE, "aaa"),
            driver(3, 1, "d1@example.com", PersonField.VEHICLE, "BBB"),
            driver(4, 2, "d2@example.com", PersonField.VEHICLE, "CCC"));
    assertThat(update(lines)).isEqualTo(new Result(1, 2, 0, 0));
    assertThat(plates()).isEqualTo("1 BBB, 2 CCC, 3 AAA");
    assertThat(update(lines)).isEqualTo(new Result(0, 0, 3, 0));
  }

  @Test
  void a_column_that_slipped_by_a_row_is_imported_as_it_stands() throws SQLException {
    var count = 60;
    run(PersonKind.DRIVER, plates(count, 0));
    assertThat(update(plates(count, 1))).isEqualTo(new Result(0, count, 0, 0));
    assertThat(value("select vehicle_id from drivers where driver_id = 1")).isEqualTo("P2");
    assertThat(value("select vehicle_id from drivers where driver_id = 60")).isEqualTo("P61");
    assertThat(update(plates(count, 1))).isEqualTo(new Result(0, 0, count, 0));
  }

  @Test
  void a_column_of_many_people_that_slipped_by_a_row_is_refused_as_a_whole() throws SQLException {
    var count = 150;
    run(PersonKind.DRIVER, plates(count, 0));
    assertThatThrownBy(() -> update(plates(count, 1)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("more than 100 lines of the file wait for each other's values");
    assertThat(value("select vehicle_id from drivers where driver_id = 150")).isEqualTo("P150");
  }

  @Test
  void people_who_exchange_values_are_refused_with_the_holder_of_each() throws SQLException {
    run(
        PersonKind.DRIVER,
        List.of(
            driver(2, 1, "d1@example.com", PersonField.VEHICLE, "AAA"),
            driver(3, 2, "d2@example.com", PersonField.VEHICLE, "BBB")));
    assertThat(
            update(
                List.of(
                    driver(2, 1, "d1@example.com", PersonField.VEHICLE, "BBB"),
                    driver(3, 2, "d2@example.com", PersonField.VEHICLE, "AAA"))))
        .isEqualTo(new Result(0, 0, 0, 2));
    assertThat(refused)
        .containsExactly("2 the vehicle belongs to driver 2", "3 the vehicle belongs to driver 1");
  }

  @Test
  void only_the_first_line_of_a_number_counts_however_often_the_file_is_imported()
      throws SQLException {
    run(
        PersonKind.RIDER,
        List.of(rider(2, 1, "second@example.com"), rider(3, 2, "taken@example.com")));
    var lines =
        List.of(
            rider(2, 1, "first@example.com"),
            rider(3, 1, "second@example.com"),
            // Line 4 could be written only after line 6, line 5 at once.
            rider(4, 3, "taken@example.com"),
            rider(5, 3, "r3@example.com"),
            rider(6, 2, "free@example.com"));
    assertThat(update(lines)).isEqualTo(new Result(1, 2, 0, 2));
    for (var time = 1; time <= 2; time++) {
      assertThat(refused)
          .containsExactly("3 rider 1 is also on line 2", "5 rider 3 is also on line 4");
      assertThat(
              value(
                  "select string_agg(rider_email, ' ' order by rider_id) from riders where rider_id < 4"))
          .isEqualTo("first@example.com free@example.com taken@example.com");
      assertThat(update(lines)).isEqualTo(new Result(0, 0, 3, 2));
    }
  }

  @Test
  void a_value_that_another_session_takes_meanwhile_is_refused_and_nothing_is_written()
      throws Exception {
    run(PersonKind.RIDER, List.of(rider(2, 1, "r1@example.com"), rider(3, 2, "r2@example.com")));
    try (var other = database.owner().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("update riders set rider_email = 'new@example.com' where rider_id = 2");
      var imported =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return update(List.of(rider(2, 1, "new@example.com"), rider(3, 3, "r3@b.co")));
                } catch (SQLException failure) {
                  throw new IllegalStateException(failure);
                }
              });
      awaitWaiting();
      other.commit();
      assertThatThrownBy(() -> imported.get(1, TimeUnit.MINUTES))
          .cause()
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "nothing was imported: another session gave a value of the file to another rider"
                  + " meanwhile; run the same command again");
    }
    assertThat(value("select count(*) from riders where rider_id = 3")).isEqualTo("0");
    assertThat(update(List.of(rider(2, 1, "new@example.com")))).isEqualTo(new Result(0, 0, 0, 1));
    assertThat(refused).containsExactly("2 the e-mail address belongs to rider 2");
  }

  /// Returns drivers with the plates P1, P2 and so on, each `shift` further.
  private static List<Line> plates(int count, int shift) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(
            id ->
                driver(
                    id + 1,
                    id,
                    "d%d@example.com".formatted(id),
                    PersonField.VEHICLE,
                    "P" + (id + shift)))
        .toList();
  }

  private String plates() throws SQLException {
    return value(
        """
        select string_agg(driver_id || ' ' || vehicle_id, ', ' order by driver_id)
        from drivers where driver_id < 10
        """);
  }

  /// Waits until a session of the commands waits for a lock.
  private void awaitWaiting() throws SQLException {
    var deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    try (var watching = database.commands().getConnection();
        var statement = watching.createStatement()) {
      var isWaiting = false;
      while (!isWaiting) {
        assertThat(System.nanoTime()).as("no session is waiting").isLessThan(deadline);
        try (var row =
            statement.executeQuery(
                """
                select exists (select from pg_stat_activity
                  where datname = current_database() and wait_event_type = 'Lock')
                """)) {
          row.next();
          isWaiting = row.getBoolean(1);
        }
      }
    }
  }
}
