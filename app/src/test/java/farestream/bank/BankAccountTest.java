package farestream.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.bank.BankAccount.Iban;
import farestream.bank.BankAccount.UsAccount;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers here are the examples of the registries; no account has them.
class BankAccountTest {
  private static final String IBAN = "GB29NWBK60161331926819";
  private static final String ROUTING = "021000021";

  @Test
  void an_iban_is_kept_without_blanks_and_in_capitals() {
    assertThat(new Iban(" gb29 NWBK 6016\u00a01331 9268 19").number()).isEqualTo(IBAN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GB29NWBK60161331926818 | its check digits are wrong",
        "GB29NWBK6016133192681 | it would have 22 characters, and it has 21",
        "US29NWBK60161331926819 | doesn't begin with a country that has IBANs",
        "GB29NWBK6016133192681X | its characters aren't those of its country's IBANs",
        "'' | doesn't begin with a country",
        "DE | it would have 22 characters, and it has 2"
      })
  void what_is_no_iban_is_refused_with_its_reason_and_hidden(String text, String reason) {
    assertThatThrownBy(() -> new Iban(text))
        .isInstanceOf(InvalidBankAccount.class)
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("NWBK")
        .doesNotContain("\n");
  }

  @Property
  void a_wrong_digit_is_always_found(
      @ForAll @IntRange(min = 8, max = 21) int place, @ForAll @IntRange(min = 1, max = 9) int off) {
    var digits = new StringBuilder(IBAN);
    digits.setCharAt(place, (char) ('0' + (digits.charAt(place) - '0' + off) % 10));
    assertThatThrownBy(() -> new Iban(digits.toString())).isInstanceOf(InvalidBankAccount.class);
  }

  @Test
  void an_account_in_the_united_states_has_two_numbers() {
    var account = new UsAccount("021 000 021", "12345-6789");
    assertThat(account.routingNumber()).isEqualTo(ROUTING);
    assertThat(account.accountNumber()).isEqualTo("12345-6789");
  }

  @ParameterizedTest
  @ValueSource(strings = {"02100002", "0210000210", "02100002x", "", "021000022", "000000000"})
  void what_is_no_routing_number_is_refused(String routing) {
    assertThatThrownBy(() -> new UsAccount(routing, "123456789"))
        .isInstanceOf(InvalidBankAccount.class)
        .hasMessageContaining("routing number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"123", "123456789012345678", "12345/6789", "1234é678", ""})
  void what_is_no_account_number_is_refused_and_hidden(String account) {
    assertThatThrownBy(() -> new UsAccount(ROUTING, account))
        .isInstanceOf(InvalidBankAccount.class)
        .hasMessageContaining("4 to 17")
        .message()
        .doesNotContain("6789");
  }

  @Test
  void nothing_but_the_end_of_a_number_is_ever_shown() {
    assertThat(new Iban(IBAN)).hasToString("GB****6819");
    assertThat(new UsAccount(ROUTING, "123456789")).hasToString("021000021 ****6789");
    assertThat(new UsAccount(ROUTING, "1234")).hasToString("021000021 ****");
    assertThat("" + BankSamples.transfer("P-1", "10.00")).doesNotContain("123456789", "Driver");
  }
}
