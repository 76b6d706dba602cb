package farestream.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.database.TestDatabase;
import farestream.people.People.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class PeopleTest {
  private final TestDatabase database = TestDatabase.fresh();
  private final Connection connection;
  private final People people;

  PeopleTest() throws SQLException {
    connection = database.commands().getConnection();
    people = new People(connection);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_person_is_added_once_and_found_again(PersonKind kind) throws SQLException {
    var jane = person(kind, 5, "jane@example.com");
    assertThat(people.add(jane)).isEqualTo(new Outcome.Saved());
    var found = people.find(kind, 5).orElseThrow();
    assertThat(found.values())
        .containsAllEntriesOf(jane.values())
        .containsEntry(PersonField.PAYMENT_TYPE, kind == PersonKind.RIDER ? "1" : "7")
        .hasSize(3);
    assertThat(found.isActive()).isTrue();
    assertThat(found.createdAt()).isPresent();
    assertThat(people.add(person(kind, 5, "other@example.com")))
        .isEqualTo(new Outcome.NumberTaken());
  }

  @ParameterizedTest
  @EnumSource
  void nobody_takes_the_address_of_another_in_whatever_case(PersonKind kind) throws SQLException {
    people.add(person(kind, 5, "jane@example.com"));
    people.add(person(kind, 6, "joe@example.com"));
    var taken = new Outcome.ValueTaken(PersonField.EMAIL, 5);
    assertThat(people.add(person(kind, 7, "JANE@example.com"))).isEqualTo(taken);
    assertThat(
            people.update(kind, 6, Map.of(PersonField.EMAIL, "Jane@Example.com"), Optional.empty()))
        .isEqualTo(taken);
    assertThat(
            people.update(kind, 5, Map.of(PersonField.EMAIL, "Jane@Example.com"), Optional.empty()))
        .isEqualTo(new Outcome.Saved());
  }

  @Test
  void a_rider_and_a_driver_may_be_the_same_person() throws SQLException {
    assertThat(people.add(person(PersonKind.RIDER, 5, "jane@example.com")))
        .isEqualTo(people.add(person(PersonKind.DRIVER, 5, "jane@example.com")))
        .isEqualTo(new Outcome.Saved());
  }

  @ParameterizedTest
  @CsvSource({
    "VEHICLE, AB-1234",
    "VEHICLE, ab1234",
    "VEHICLE, ' ab  12 34\u00a0'",
    "LICENCE, AB-1234",
    "LICENCE, ab1234",
    "LICENCE, ' ab 12-34'"
  })
  void a_plate_and_a_licence_are_unique_however_they_are_written(PersonField field, String written)
      throws SQLException {
    var values =
        Map.of(PersonField.NAME, "Jane", PersonField.EMAIL, "jane@example.com", field, "ab-1234");
    assertThat(people.add(NewPerson.of(PersonKind.DRIVER, 5, values)))
        .isEqualTo(new Outcome.Saved());
    var others =
        Map.of(PersonField.NAME, "Joe", PersonField.EMAIL, "joe@example.com", field, written);
    assertThat(people.add(NewPerson.of(PersonKind.DRIVER, 6, others)))
        .isEqualTo(new Outcome.ValueTaken(field, 5));
    var column = field.column(PersonKind.DRIVER);
    assertThatThrownBy(
            () ->
                run("insert into drivers (driver_id, %s) values (7, 'A-B1234')".formatted(column)))
        .hasMessageContaining("_is_unique");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "tr-x-icu", "de-x-icu"})
  void addresses_are_compared_alike_whatever_the_locale(String collation) throws SQLException {
    people.add(person(PersonKind.RIDER, 5, "iris@example.com"));
    var upper =
        "select count(*) from riders where %s"
            .formatted(
                People.equal(
                    "rider_email",
                    "('IRIS@EXAMPLE.COM' collate \"%s\")".formatted(collation),
                    PersonField.EMAIL));
    assertThat(count(upper)).isEqualTo(1);
    for (var other : List.of("\u0131ris@example.com", "iri\u017f@example.com")) {
      assertThat(people.number(PersonKind.RIDER, PersonField.EMAIL, other)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "insert into riders (rider_id) values (0) | a_rider_number_has_1_to_18_digits",
        "insert into drivers (driver_id) values (-5) | a_driver_number_has_1_to_18_digits",
        "update riders set rider_id = 1000000000000000000 | a_rider_number_has_1_to_18_digits",
        "update riders set rider_email = '' | an_email_has_the_form_a_at_example_com",
        "update drivers set driver_email = ' ' | an_email_has_the_form_a_at_example_com",
        "update drivers set driver_email = 'jane@ex\u0430mple.com' | an_email_has_the_form_a_at_ex",
        "update riders set rider_name = '' | a_name_is_one_line_of_1_to_200_visible_characters",
        "update riders set rider_name = E'Jane\\nDoe' | a_name_is_one_line_of_1_to_200_visible_char",
        "update riders set rider_name = E'Jane\\u202e' | a_name_is_one_line_of_1_to_200_visible_char",
        "update drivers set driver_name = E'\\u3164' | a_name_is_one_line_of_1_to_200_visible_ch",
        "update drivers set driver_name = repeat('x', 201) | a_name_is_one_line_of_1_to_200_visible",
        "update riders set rider_mobile = '5550100' | a_mobile_number_is_international",
        "update drivers set vehicle_id = ' AB1' | a_plate_has_1_to_20_capitals_and_digits",
        "update drivers set vehicle_id = 'ab1' | a_plate_has_1_to_20_capitals_and_digits",
        "update drivers set licence_number = '1' | a_licence_has_4_to_20_capitals_and_digits"
      })
  void the_database_refuses_what_is_invalid_by_the_name_of_the_rule(String sql, String rule) {
    assertThatThrownBy(() -> run(sql)).hasMessageContaining(rule);
  }

  @Test
  void a_payment_type_that_does_not_exist_is_refused() throws SQLException {
    var values =
        Map.of(
            PersonField.NAME, "Jane",
            PersonField.EMAIL, "jane@example.com",
            PersonField.PAYMENT_TYPE, "8");
    assertThat(people.add(NewPerson.of(PersonKind.RIDER, 5, values)))
        .isEqualTo(new Outcome.NoSuchPaymentType());
    assertThat(
            people.update(
                PersonKind.RIDER, 69257, Map.of(PersonField.PAYMENT_TYPE, "8"), Optional.empty()))
        .isEqualTo(new Outcome.NoSuchPaymentType());
  }

  @Test
  void only_the_given_values_change_and_each_change_is_kept() throws SQLException {
    var changes =
        Map.of(
            PersonField.NAME, "Ann O'Hara", PersonField.MOBILE, "", PersonField.PAYMENT_TYPE, "2");
    assertThat(people.update(PersonKind.RIDER, 69257, changes, Optional.empty()))
        .isEqualTo(new Outcome.Saved());
    assertThat(people.update(PersonKind.RIDER, 69257, changes, Optional.empty()))
        .isEqualTo(new Outcome.Unchanged());
    assertThat(people.update(PersonKind.RIDER, 69257, Map.of(), Optional.of(false)))
        .isEqualTo(new Outcome.Saved());
    assertThat(people.update(PersonKind.RIDER, 4, changes, Optional.empty()))
        .isEqualTo(new Outcome.NoSuchPerson());

    var person = people.find(PersonKind.RIDER, 69257).orElseThrow();
    assertThat(person.values())
        .isEqualTo(
            Map.of(
                PersonField.NAME, "Ann O'Hara",
                PersonField.EMAIL, "person69257@example.com",
                PersonField.PAYMENT_TYPE, "2"));
    assertThat(person.isActive()).isFalse();
    assertThat(history(PersonKind.RIDER, 69257))
        .containsExactly(
            "changed payment_id 1 2 farestream",
            "changed rider_mobile +11609467790 null farestream",
            "changed rider_name person69257 Ann O'Hara farestream",
            "changed active true false farestream");
  }

  @Test
  void what_psql_does_is_in_the_history_under_its_own_login() throws SQLException {
    run("insert into drivers (driver_id, driver_name) values (5, 'Jane'), (6, 'Joe')");
    run("update drivers set driver_name = 'Ann', created_on = created_on where driver_id = 5");
    run("update drivers set driver_name = driver_name");
    run("delete from drivers where driver_id = 5");
    assertThat(history(PersonKind.DRIVER, 5))
        .startsWith(
            "added null null null farestream_owner",
            "changed driver_name Jane Ann farestream_owner")
        .contains("removed driver_name Ann null farestream_owner");
    assertThat(history(PersonKind.DRIVER, 6))
        .containsExactly("added null null null farestream_owner");
    assertThat(history(PersonKind.DRIVER, 510909)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into person_change (kind, number, event) values ('rider', 1, 'added')",
        "update person_change set actor = 'other', login = 'other'",
        "delete from person_change",
        "update riders set rider_id = 5",
        "update drivers set driver_id = 5",
        "update riders set created_on = now()",
        "delete from riders"
      })
  void the_role_of_the_commands_can_neither_write_the_history_nor_change_a_number(String sql) {
    assertThatThrownBy(
            () -> {
              try (var statement = connection.createStatement()) {
                statement.execute(sql);
              }
            })
        .hasMessageContaining("permission denied");
  }

  @Test
  void the_history_is_not_rewritten_not_even_by_the_owner() throws SQLException {
    run("insert into riders (rider_id) values (5)");
    for (var sql : List.of("update person_change set number = 6", "delete from person_change")) {
      assertThatThrownBy(() -> run(sql)).hasMessageContaining("append-only");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 1_000})
  void people_are_listed_by_number_in_pages_and_by_any_part_of_their_text(int count)
      throws SQLException {
    run(
        """
        insert into drivers (driver_id, driver_name, driver_email)
        select id, 'Driver 100%', 'd' || id || '@example.org'
        from generate_series(1, {count}) as id
        """
            .replace("{count}", "" + count));
    var all = people.list(PersonKind.DRIVER, filter("@EXAMPLE.org", 0), 5_000);
    assertThat(all).extracting(Person::number).isSorted().hasSize(count);
    assertThat(people.list(PersonKind.DRIVER, filter("100%", 0), 5_000)).hasSize(count);
    assertThat(people.list(PersonKind.DRIVER, filter("10_%", 0), 5_000)).isEmpty();
    assertThat(people.list(PersonKind.DRIVER, filter("", count), 3))
        .extracting(Person::number)
        .containsExactly(507977L, 510909L, 514040L);
  }

  @Test
  void trips_are_looked_for_under_every_address_a_person_had() throws SQLException {
    for (var email : List.of("b@example.com", "c@example.com")) {
      people.update(PersonKind.RIDER, 71463, Map.of(PersonField.EMAIL, email), Optional.empty());
    }
    assertThat(people.emails(PersonKind.RIDER, 71463))
        .containsExactly("c@example.com", "b@example.com", "person71463@example.com");
    assertThat(people.number(PersonKind.RIDER, PersonField.EMAIL, "C@example.com"))
        .hasValue(71463L);
  }

  private static People.Filter filter(String text, long after) {
    return new People.Filter(Optional.of(text), Optional.of(after));
  }

  private static NewPerson person(PersonKind kind, long number, String email) {
    return NewPerson.of(kind, number, Map.of(PersonField.NAME, "Jane", PersonField.EMAIL, email));
  }

  private List<String> history(PersonKind kind, long number) throws SQLException {
    return people.changes(kind, number).stream()
        .map(
            change ->
                String.join(
                    " ",
                    change.event(),
                    change.column().orElse("null"),
                    change.oldValue().orElse("null"),
                    change.newValue().orElse("null"),
                    change.login()))
        .toList();
  }

  private long count(String sql) throws SQLException {
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
