package farestream.bank;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.bank.ReasonCode.About;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonCodeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AC01", "AC03", "AC04", "AC06", "AC07", "AC14", "AG01", "BE01", "BE06", "MD07", "RC01",
        "RC04", "R02", "R03", "R04", "R16", "R20", "ac04"
      })
  void what_is_about_the_payees_account(String code) {
    assertThat(new BankReason(Optional.of(code), "").accountCode()).contains(code);
  }

  @ParameterizedTest
  @CsvSource({
    "AC02, PAYER",
    "AC05, PAYER",
    "AC13, PAYER",
    "MD01, MANDATE",
    "AM04, AMOUNT",
    "AM05, AMOUNT",
    "MS03, BANK",
    "ED05, BANK",
    "AB05, ",
    "FOCR, OTHER",
    "CUST, OTHER"
  })
  void what_is_about_something_else_blocks_no_account(String code, About about) {
    assertThat(ReasonCode.of(code).map(ReasonCode::about)).isEqualTo(Optional.ofNullable(about));
    assertThat(new BankReason(Optional.of(code), "").accountCode()).isEmpty();
  }

  @Test
  void a_code_that_nobody_knows_is_about_nothing() {
    assertThat(new BankReason(Optional.of("XX99"), "account closed").accountCode()).isEmpty();
    assertThat(new BankReason(Optional.empty(), "account closed").accountCode()).isEmpty();
  }
}
