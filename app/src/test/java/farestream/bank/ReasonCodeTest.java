package farestream.bank;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.bank.ReasonCode.About;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonCodeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AC01", "AC03", "AC04", "AC06", "AC07", "AC14", "AG01", "BE01", "BE06", "MD07", "RC01",
        "RC02", "RC04", "RC05", "R28", "R02", "R03", "R04", "R16", "R20", "ac04"
      })
  void codes_about_the_payees_account(String code) {
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
    "RC06, PAYER",
    "FOCR, OTHER",
    "CUST, OTHER"
  })
  void a_code_about_something_else_blocks_no_account(String code, About about) {
    assertThat(ReasonCode.of(code).map(ReasonCode::about)).isEqualTo(Optional.ofNullable(about));
    assertThat(new BankReason(Optional.of(code), "").accountCode()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Rsn><Prtry>R03 - No account</Prtry></Rsn>",
        "<Rsn><Prtry>RETURN</Prtry></Rsn><AddtlInf>R03/NO ACCOUNT</AddtlInf>",
        "<Rsn><Cd>NARR</Cd></Rsn><AddtlInf>R03 no account</AddtlInf>",
        "<Rsn><Cd>MS03</Cd></Rsn><AddtlInf>sorry</AddtlInf><AddtlInf>R03:no account</AddtlInf>",
        "<AddtlInf>(R03) no account</AddtlInf>"
      })
  void a_code_at_the_start_of_the_banks_text_counts(String reason) {
    assertThat(read(reason).accountCode()).contains("R03");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Rsn><Prtry>R030 no account</Prtry></Rsn>",
        "<Rsn><Prtry>not R03</Prtry></Rsn>",
        "<Rsn><Cd>MS03</Cd></Rsn><AddtlInf>see R03</AddtlInf>",
        "<Rsn><Prtry>R01 insufficient funds, not R03</Prtry></Rsn>",
        "<AddtlInf>R03b no account</AddtlInf>"
      })
  void a_code_later_in_the_text_or_within_a_word_does_not(String reason) {
    assertThat(read(reason).accountCode()).isEmpty();
  }

  @Test
  void the_banks_text_is_kept_in_full() {
    assertThat(read("<Rsn><Prtry>R03 - No account</Prtry></Rsn><AddtlInf>x</AddtlInf>"))
        .hasToString("R03 - No account x");
    assertThat(read("<Rsn><Cd>NARR</Cd></Rsn><AddtlInf>R03 no account</AddtlInf>"))
        .hasToString("NARR R03 no account");
  }

  private BankReason read(String reason) {
    var file =
        BankSamples.pain002("10", "<GrpSts>RJCT</GrpSts><StsRsnInf>" + reason + "</StsRsnInf>");
    return StatusReport.read(BankSamples.file(folder, file))
        .ofAll()
        .orElseThrow()
        .reason()
        .orElseThrow();
  }

  @Test
  void an_unknown_code_has_no_category() {
    assertThat(new BankReason(Optional.of("XX99"), "account closed").accountCode()).isEmpty();
    assertThat(new BankReason(Optional.empty(), "account closed").accountCode()).isEmpty();
  }
}
