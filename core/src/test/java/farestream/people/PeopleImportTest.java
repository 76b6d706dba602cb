package farestream.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.people.PeopleImport.Line;
import farestream.people.PeopleImport.Result;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("integration")
class PeopleImportTest extends ImportingTest {
  @ParameterizedTest
  @CsvSource({"RIDER, 1", "DRIVER, 1", "RIDER, 11", "DRIVER, 11", "RIDER, 3000", "DRIVER, 3000"})
  void people_are_added_once_however_often_their_file_is_imported(PersonKind kind, int count)
      throws SQLException {
    var lines = LongStream.rangeClosed(1, count).mapToObj(id -> valid(kind, id, id)).toList();
    assertThat(run(kind, lines)).isEqualTo(new Result(count, 0, 0, 0));
    assertThat(run(kind, lines)).isEqualTo(new Result(0, 0, count, 0));
    assertThat(value("select count(*) from %s where active".formatted(kind.table())))
        .isEqualTo("" + (count + (kind == PersonKind.RIDER ? 2 : 10)));
    assertThat(
            value(
                "select count(*) from person_change where kind = '%s' and event = 'added'"
                    .formatted(kind.label())))
        .isEqualTo("" + count);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void a_hundred_thousand_people_are_imported_within_a_minute(PersonKind kind) throws SQLException {
    var count = 100_000;
    var lines = LongStream.rangeClosed(1, count).mapToObj(id -> valid(kind, id, id)).toList();
    var start = System.nanoTime();
    var first = run(kind, lines);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    assertThat(first.added() + first.refused()).isEqualTo(count);
    assertThat(refused)
        .as("the lab's people, who have other values")
        .allSatisfy(
            line -> assertThat(line).endsWith("exists with other values: --update changes them"));
    assertThat(run(kind, lines)).isEqualTo(new Result(0, 0, first.added(), first.refused()));
  }

  @Test
  void lines_that_conflict_are_refused_in_the_order_of_the_file() throws SQLException {
    var result =
        run(
            PersonKind.DRIVER,
            List.of(
                valid(PersonKind.DRIVER, 2, 1),
                new Line.Invalid(3, "the name is missing"),
                driver(4, 1, "x@example.com"),
                driver(5, 2, "D1@EXAMPLE.com"),
                driver(6, 2, "d2@example.com"),
                driver(7, 510909, "new@example.com"),
                driver(8, 3, "driver510909@TAXI.com"),
                driver(9, 4, "d4@example.com", PersonField.VEHICLE, "UDT200764"),
                driver(10, 5, "d5@example.com", PersonField.LICENCE, "L-777"),
                driver(11, 6, "d6@example.com", PersonField.LICENCE, "L-777"),
                driver(12, 7, "d7@example.com", PersonField.PAYMENT_TYPE, "99"),
                driver(13, 7, "d7@example.com"),
                driver(14, 7, "d7@example.com")));
    assertThat(refused)
        .containsExactly(
            "3 the name is missing",
            "4 driver 1 is also on line 2",
            "5 the e-mail address belongs to driver 1",
            "6 driver 2 is also on line 5",
            "7 driver 510909 exists with other values: --update changes them",
            "8 the e-mail address belongs to driver 510909",
            "9 the vehicle belongs to driver 510909",
            "11 the licence number belongs to driver 5",
            "12 payment type 99 is not in payment_types",
            "14 driver 7 is also on line 13");
    assertThat(result).isEqualTo(new Result(3, 0, 0, 10));
    assertThat(value("select driver_email from drivers where driver_id = 510909"))
        .isEqualTo("driver510909@taxi.com");
  }

  @Test
  void an_address_of_a_refused_line_is_free_for_a_later_one() throws SQLException {
    var result =
        run(
            PersonKind.RIDER,
            List.of(
                rider(2, 69257, "free@example.com"),
                rider(3, 1, "free@example.com"),
                rider(4, 2, "person69257@example.com")));
    assertThat(refused)
        .containsExactly(
            "2 rider 69257 exists with other values: --update changes them",
            "4 the e-mail address belongs to rider 69257");
    assertThat(result).isEqualTo(new Result(1, 0, 0, 2));
  }

  @Test
  void whether_a_person_is_active_is_compared_like_the_other_values() throws SQLException {
    var person =
        NewPerson.of(
            PersonKind.RIDER,
            5,
            Map.of(PersonField.NAME, "Jane", PersonField.EMAIL, "jane@example.com"));
    var unsaid = List.of(new Line.Valid(2, person, Optional.empty()));
    var inactive = List.of(new Line.Valid(2, person, Optional.of(false)));
    var all = EnumSet.allOf(PersonField.class);
    assertThat(run(PersonKind.RIDER, unsaid)).isEqualTo(new Result(1, 0, 0, 0));
    assertThat(run(PersonKind.RIDER, inactive)).isEqualTo(new Result(0, 0, 0, 1));
    assertThat(run(PersonKind.RIDER, all, true, inactive)).isEqualTo(new Result(0, 1, 0, 0));
    assertThat(value("select active from riders where rider_id = 5")).isEqualTo("f");
    assertThat(run(PersonKind.RIDER, all, true, unsaid)).isEqualTo(new Result(0, 0, 1, 0));
    assertThat(value("select count(*) from person_change where number = 5")).isEqualTo("2");
  }

  @Test
  void any_character_of_a_name_survives() throws SQLException {
    var name = "O'Hara \\ \"quoted\" \\N \u674e \ud83d\ude95 %s $1";
    var values = Map.of(PersonField.NAME, name, PersonField.EMAIL, "a@example.com");
    run(
        PersonKind.RIDER,
        List.of(new Line.Valid(2, NewPerson.of(PersonKind.RIDER, 1, values), Optional.of(false))));
    assertThat(value("select rider_name from riders where rider_id = 1")).isEqualTo(name);
    assertThat(value("select active from riders where rider_id = 1")).isEqualTo("f");
  }

  @Test
  void an_import_that_fails_adds_nobody() throws SQLException {
    var failing =
        LongStream.rangeClosed(1, 10_000)
            .mapToObj(
                id -> {
                  if (id == 9_999) {
                    throw new IllegalStateException("the disk broke");
                  }
                  return valid(PersonKind.RIDER, id, id);
                })
            .iterator();
    var people = new PeopleImport(connection, PersonKind.RIDER, Set.of(), false);
    assertThatThrownBy(() -> people.run(failing, _ -> {})).hasMessage("the disk broke");
    assertThatThrownBy(
            () ->
                people.run(
                    List.<Line>of(valid(PersonKind.RIDER, 2, 1), new Line.Invalid(3, "why"))
                        .iterator(),
                    _ -> {
                      throw new IllegalStateException("the file could not be written");
                    }))
        .hasMessage("the file could not be written");
    assertThat(value("select count(*) from riders")).isEqualTo("2");
    assertThat(run(PersonKind.RIDER, List.of(valid(PersonKind.RIDER, 2, 1))))
        .isEqualTo(new Result(1, 0, 0, 0));
  }
}
