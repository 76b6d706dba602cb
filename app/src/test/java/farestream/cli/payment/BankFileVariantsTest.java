package farestream.cli.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the variants of the bank's answers: a status of the whole batch only, banks' own
/// namespaces, ids padded with blanks or zeros, a statement instead of a notification, and reasons
/// about an account.
@Tag("integration")
class BankFileVariantsTest {
  @TempDir private Path folder;
  private final TestInstance instance = TestInstance.withBankFiles();
  private BankedBills bank;
  private BankedBills.Written batch;

  @BeforeEach
  void three_bills() throws Exception {
    bank = new BankedBills(instance, folder);
    bank.giveEachAnAccount();
    batch = bank.written();
  }

  /// Returns the file with its ids replaced by those of the present payments.
  private String file(String name) throws IOException {
    try (var file =
        requireNonNull(
            BankFileVariantsTest.class.getResourceAsStream("/farestream/bank/" + name))) {
      var text =
          new String(file.readAllBytes(), UTF_8)
              .replace("FS-20261128-073000-579813", batch.messageId())
              .replace("FS-200001", batch.ids().get(0))
              .replace("FS-200002", batch.ids().get(1))
              .replace("23.25", batch.payments().get(batch.ids().get(0)));
      return BankAnswers.file(folder, text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "40-pain002-group-only-actc.xml",
        "41-pain002-group-only-accp-swiss-namespace.xml",
        "42-pain002-prefixed-ns.xml"
      })
  void a_technical_acceptance_of_the_batch_pays_nothing(String name) throws Exception {
    var read = instance.run("pay", "--status-report", file(name));
    assertThat(read.status()).as(read.err()).isZero();
    assertThat(read.out()).contains("under way: 3 payments", "completed: 0 payments");
    assertThat(bank.states()).isEqualTo("submitted,submitted,submitted");
  }

  @Test
  void ids_padded_with_blanks_are_found() throws Exception {
    var read = instance.run("pay", "--status-report", file("43-pain002-part-padded.xml"));
    assertThat(read.status()).as(read.err()).isZero();
    assertThat(read.out()).contains("failed:    1 payment, 16.82");
    assertThat(bank.states()).isEqualTo("submitted,failed,submitted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"45-camt054-return-leading-zeros.xml", "46-camt053-statement-with-return.xml"})
  void a_return_is_read_from_notification_and_statement(String name) throws Exception {
    var file = file(name);
    var read = instance.run("pay", "--returns", file);
    assertThat(read.status()).as(read.err()).isZero();
    assertThat(read.out()).contains("returned:  1 payment, 8.81", "not ours:  1 booking");
    assertThat(bank.states()).isEqualTo("returned,submitted,submitted");
    assertThat(instance.run("pay", "--returns", file).out()).contains("was already read");
    var late = instance.run("pay", "--status-report", bank.statusReport(batch, "ACSC"));
    assertThat(late.status()).isZero();
    assertThat(bank.states()).isEqualTo("returned,completed,completed");
  }

  @Test
  void leading_zeros_of_an_id_are_ignored() throws Exception {
    var padded = batch.ids().get(0).replace("FS-", "FS-000");
    var read =
        instance.run(
            "pay",
            "--returns",
            BankAnswers.file(
                folder, BankAnswers.returns(List.of(BankAnswers.cameBack(padded, "8.81")))));
    assertThat(read.out()).contains("returned:  1 payment, 8.81");
  }

  @Test
  void no_later_file_pays_an_account_that_the_bank_reported_as_closed() throws Exception {
    var driver = bank.driverOf(batch.ids().get(0));
    var read = instance.run("pay", "--returns", file("45-camt054-return-leading-zeros.xml"));
    assertThat(read.out())
        .contains("blocked:   the bank can't pay the accounts of driver " + driver);
    assertThat(instance.run("status").out())
        .containsPattern("BLOCKED +the bank can't pay the accounts of drivers? .*" + driver);
    var next = folder.resolve("next.xml").toString();
    var written = instance.run("pay", "--bank-file", next);
    assertThat(written.out())
        .containsPattern(
            "left out: .* with an account that the bank can't pay: drivers? .*" + driver);
    assertThat(instance.run("bank-account", "show", "--driver-id", driver).out())
        .contains("blocked: since ", "AC04 Account closed, returns N-1");
    var same =
        instance.run(
            "bank-account",
            "set",
            "--driver-id",
            driver,
            "--routing-number",
            "021000021",
            "--account-number",
            "77" + driver,
            "--holder",
            "Another Name");
    assertThat(same.status()).isEqualTo(3);
    assertThat(same.err()).contains("the bank refused this account (AC04)");

    assertThat(
            instance
                .run("bank-account", "unblock", "--driver-id", driver, "--reason", "a mix-up")
                .out())
        .contains("driver %s: the account is unblocked".formatted(driver));
    assertThat(
            instance
                .run("bank-account", "unblock", "--driver-id", driver, "--reason", "again")
                .err())
        .contains("is not blocked");
    assertThat(bank.written().payments().values()).contains("8.81");
    // Other tests of the instance have inserted manual bills.
    assertThat(instance.run("audit", "verify").out()).doesNotContain("bank_account");
  }

  @Test
  void a_new_account_is_paid_by_the_next_file() throws Exception {
    var driver = bank.driverOf(batch.ids().get(0));
    instance.run("pay", "--returns", file("46-camt053-statement-with-return.xml"));
    instance.run("bank-account", "set", "--driver-id", driver, "--iban", "GB82WEST12345698765432");
    assertThat(bank.written().payments().values()).contains("8.81");
  }
}
