package farestream.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonFieldTest {
  @ParameterizedTest
  @CsvSource({
    "NAME, '  Jane   Doe ', Jane Doe",
    "NAME, \u00a0\u3000Jane\u2003 Doe\u00a0, Jane Doe",
    "NAME, \u0301Jose\u0301, \u0301Jos\u00e9",
    "NAME, \u674e \ud83d\ude95, \u674e \ud83d\ude95",
    "NAME, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "EMAIL, Jane.Doe+taxi@Example.co.uk, Jane.Doe+taxi@Example.co.uk",
    "MOBILE, +1 (212) 555-0100, +12125550100",
    "MOBILE, +15551, +15551",
    "VEHICLE, t 123456-c, T 123456-C",
    "VEHICLE, '\u00a0t \u00a0 1 ', T 1",
    "LICENCE, ab-1234, AB-1234",
    "LICENCE, ' ab 12 34', AB1234",
    "PAYMENT_TYPE, 7, 7"
  })
  void a_value_is_stored_in_one_form(PersonField field, String given, String stored) {
    assertThat(field.valid(given)).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({
    "NAME, ...",
    "NAME, \u3164",
    "NAME, 'Jane\u3164'",
    "NAME, \u115f\u1160",
    "NAME, \uffa0",
    "NAME, \u2800",
    "NAME, \u00a0",
    "NAME, \u200c\u200d",
    "NAME, \ufe0f",
    "NAME, \ud83d\ude95",
    "NAME, 'Jane\ue000'",
    "NAME, 'Jane\ud800'",
    "NAME, 'Jane\udb40\udc41'",
    "NAME, 'Jane\udb80\udc00'",
    "NAME, 'Jane\u0000Doe'",
    "NAME, 'Jane\u001b[31m'",
    "NAME, 'Jane\u202eeoD'",
    "NAME, 'Jane\u200bDoe'",
    "NAME, 'Jane\u2028Doe'",
    "EMAIL, jane",
    "EMAIL, jane@localhost",
    "EMAIL, jane@@example.com",
    "EMAIL, 'jane doe@example.com'",
    "EMAIL, 'jane,doe@example.com'",
    "EMAIL, j\u0430ne@example.com",
    "EMAIL, jane@ex\u0430mple.com",
    "EMAIL, jane@-example.com",
    "EMAIL, jane@example..com",
    "MOBILE, 2125550199",
    "MOBILE, 12125550199",
    "MOBILE, +0125550100",
    "MOBILE, 1.2E+10",
    "MOBILE, +1234567890123456",
    "VEHICLE, QSY353471QSY353471QSY",
    "VEHICLE, QSY/1",
    "VEHICLE, \u041e123",
    "VEHICLE, 1\u00df",
    "VEHICLE, 1\u017f",
    "VEHICLE, 1\u0131",
    "LICENCE, 123\u00df",
    "LICENCE, 123",
    "LICENCE, --1234",
    "PAYMENT_TYPE, 0",
    "PAYMENT_TYPE, cash",
    "PAYMENT_TYPE, 1.5"
  })
  void an_invalid_value_is_refused_without_being_repeated(PersonField field, String given) {
    assertThatThrownBy(() -> field.valid(given))
        .isInstanceOf(InvalidPerson.class)
        .hasMessageStartingWith("the " + field.label() + " must")
        .message()
        .doesNotContain(given);
  }

  @Test
  void a_name_has_at_most_200_characters_and_an_address_254() {
    assertThat(PersonField.NAME.valid("\ud835\udd04".repeat(200))).hasSize(400);
    assertThatThrownBy(() -> PersonField.NAME.valid("x".repeat(201)))
        .isInstanceOf(InvalidPerson.class);
    var longest = "a@" + "b".repeat(248) + ".com";
    assertThat(PersonField.EMAIL.valid(longest)).hasSize(254);
    assertThatThrownBy(() -> PersonField.EMAIL.valid("a" + longest))
        .isInstanceOf(InvalidPerson.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1_000_000_000_000_000_000L})
  void a_number_has_1_to_18_digits(long number) {
    assertThatThrownBy(() -> NewPerson.of(PersonKind.RIDER, number, Map.of()))
        .hasMessage("the number must be 1 to 999999999999999999");
  }

  @Test
  void a_person_has_a_name_and_an_address() {
    var name = Map.of(PersonField.NAME, "Jane");
    assertThatThrownBy(() -> NewPerson.of(PersonKind.RIDER, 1, name))
        .hasMessage("the e-mail address is missing");
  }
}
