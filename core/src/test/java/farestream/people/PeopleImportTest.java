package farestream.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.database.TestDatabase;
import farestream.people.PeopleImport.Line;
import farestream.people.PeopleImport.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("integration")
class PeopleImportTest {
  private final TestDatabase database = TestDatabase.fresh();
  private final Connection connection;
  private final List<String> refused = new ArrayList<>();

  PeopleImportTest() throws SQLException {
    connection = database.commands().getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

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
            "5 driver 2 is also on line 6",
            "7 driver 510909 exists with other values: --update changes them",
            "8 the e-mail address belongs to driver 510909",
            "9 the vehicle belongs to driver 510909",
            "11 the licence number belongs to driver 5",
            "12 payment type 99 is not in payment_types",
            "14 driver 7 is also on line 13");
    assertThat(result).isEqualTo(new Result(4, 0, 0, 9));
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
    assertThat(run(PersonKind.DRIVER, columns, true, lines)).isEqualTo(new Result(1, 3, 1, 3));
    assertThat(refused)
        .containsExactly(
            "5 driver 4 is also on line 6",
            "7 driver 4 is also on line 6",
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
                + " 4 d4@example.com L-4444 7, 6 d6@example.com 7");
    assertThat(run(PersonKind.DRIVER, columns, true, lines.subList(0, 3)))
        .isEqualTo(new Result(0, 0, 3, 0));
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

  private Result run(PersonKind kind, List<? extends Line> lines) throws SQLException {
    return run(kind, EnumSet.allOf(PersonField.class), false, lines);
  }

  private Result run(
      PersonKind kind, Set<PersonField> columns, boolean isUpdate, List<? extends Line> lines)
      throws SQLException {
    refused.clear();
    return new PeopleImport(connection, kind, columns, isUpdate)
        .run(
            List.<Line>copyOf(lines).iterator(),
            line -> refused.add(line.line() + " " + line.reason()));
  }

  private static Line valid(PersonKind kind, long line, long number) {
    return kind == PersonKind.RIDER
        ? rider(line, number, "r%d@example.com".formatted(number))
        : driver(line, number, "d%d@example.com".formatted(number));
  }

  private static Line rider(long line, long number, String email) {
    return new Line.Valid(
        line,
        NewPerson.of(
            PersonKind.RIDER, number, Map.of(PersonField.NAME, "Rider", PersonField.EMAIL, email)),
        Optional.empty());
  }

  /// @param more a field and its value, if any
  private static Line driver(long line, long number, String email, Object... more) {
    var values = new java.util.EnumMap<PersonField, String>(PersonField.class);
    values.put(PersonField.NAME, "Driver");
    values.put(PersonField.EMAIL, email);
    if (more.length > 0) {
      values.put((PersonField) Arrays.asList(more).getFirst(), (String) more[1]);
    }
    return new Line.Valid(line, NewPerson.of(PersonKind.DRIVER, number, values), Optional.empty());
  }

  private String value(String sql) throws SQLException {
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
