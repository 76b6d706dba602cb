package farestream.bank;

import static farestream.bank.BankSamples.TEXT;
import static farestream.bank.BankSamples.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditTransferTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "José Núñez | Jose Nunez",
        "Jürgen Weiß | Jurgen Weiss",
        "Søren Ægidius | Soren AEgidius",
        "Đặng Văn Thành | Dang Van Thanh",
        "Taxi & Co_1 | Taxi + Co-1",
        "O’Brien “Bob” | O'Brien 'Bob'",
        "A\tB  C | A B C",
        "Ann 王 | Ann .",
        "ﬁne ½ | fine 1.2"
      })
  void names_are_converted_to_the_characters_that_banks_accept(String name, String written) {
    assertThat(named(name).creditor()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "王伟", "…"})
  void a_name_without_a_latin_letter_is_rejected_and_not_shown(String name) {
    assertThatThrownBy(() -> named(name))
        .isInstanceOf(InvalidTransferData.class)
        .hasMessage(
            "the payee's name of payment P-1 has no Latin letter or digit, which banks require;"
                + " write it in Latin letters");
  }

  @Test
  void a_name_of_140_characters_is_accepted_and_one_of_141_is_not() {
    assertThat(named("x".repeat(140)).creditor()).hasSize(140);
    assertThatThrownBy(() -> named("x".repeat(141))).hasMessageContaining("141 characters");
    assertThatThrownBy(() -> named("ß".repeat(71))).hasMessageContaining("142 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "ä", "/a", "a/", "a//b", "<a>", "123456789012345678901234567890123456"})
  void an_id_that_a_bank_might_change_is_rejected(String id) {
    assertThatThrownBy(() -> BankSamples.transfer(id, "1.00"))
        .isInstanceOf(InvalidTransferData.class)
        .hasMessageContaining("end-to-end id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.00", "-1.00"})
  void zero_and_negative_amounts_are_not_paid(String amount) {
    assertThatThrownBy(() -> BankSamples.transfer("P-1", amount))
        .isInstanceOf(InvalidTransferData.class)
        .hasMessageContaining(amount);
  }

  private static CreditTransfer named(String name) {
    return new CreditTransfer("P-1", Money.of("1.00"), name, US, TEXT);
  }
}
