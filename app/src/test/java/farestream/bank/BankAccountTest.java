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

/// The numbers are examples published by the registries; no account has them.
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
        "GB29NWBK6016133192681 | an IBAN of its country has 22 characters, but this one has 21",
        "US29NWBK60161331926819 | doesn't start with a country that uses IBANs",
        "GB29NWBK6016133192681X | its characters don't match the IBANs of its country",
        "'' | doesn't start with a country",
        "DE | an IBAN of its country has 22 characters, but this one has 2"
      })
  void an_invalid_iban_is_rejected_with_a_reason_and_masked(String text, String reason) {
    assertThatThrownBy(() -> new Iban(text))
        .isInstanceOf(InvalidBankAccount.class)
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("NWBK")
        .doesNotContain("\n");
  }

  @Property
  void a_wrong_digit_is_always_detected(
      @ForAll @IntRange(min = 8, max = 21) int index, @ForAll @IntRange(min = 1, max = 9) int off) {
    var digits = new StringBuilder(IBAN);
    digits.setCharAt(index, (char) ('0' + (digits.charAt(index) - '0' + off) % 10));
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
  void an_invalid_routing_number_is_rejected(String routing) {
    assertThatThrownBy(() -> new UsAccount(routing, "123456789"))
        .isInstanceOf(InvalidBankAccount.class)
        .hasMessageContaining("routing number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"123", "123456789012345678", "12345/6789", "1234é678", ""})
  void an_invalid_account_number_is_rejected_and_masked(String account) {
    assertThatThrownBy(() -> new UsAccount(ROUTING, account))
        .isInstanceOf(InvalidBankAccount.class)
        .hasMessageContaining("4 to 17")
        .message()
        .doesNotContain("6789");
  }

  @Test
  void only_the_last_four_characters_of_a_number_are_shown() {
    assertThat(new Iban(IBAN)).hasToString("GB****6819");
    assertThat(new UsAccount(ROUTING, "123456789")).hasToString("021000021 ****6789");
    assertThat(new UsAccount(ROUTING, "1234")).hasToString("021000021 ****");
    assertThat("" + BankSamples.transfer("P-1", "10.00")).doesNotContain("123456789", "Driver");
  }
}
