package farestream.cli.payment;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests reports of the bank that contradict the recorded state of payments.
@Tag("integration")
class ContradictedPaymentTest {
  @TempDir private Path folder;
  private final TestInstance instance = TestInstance.withBankFiles();
  private BankedBills bank;

  @BeforeEach
  void three_bills() throws IOException {
    bank = new BankedBills(instance, folder);
  }

  @Test
  void a_payment_that_left_though_it_was_written_off_keeps_no_other_news_from_being_read()
      throws Exception {
    var first = bank.written();
    var ids = first.ids();
    instance.run("pay", "--failed", first.messageId(), "--reason", "no answer for a week");
    var second = bank.written();
    var again = second.ids();
    var bookings =
        BankAnswers.file(
            folder,
            BankAnswers.returns(
                List.of(
                    BankAnswers.wentOut(ids.get(0), "8.81", "USD"),
                    BankAnswers.wentOut(again.get(1), "16.82", "USD"))));
    var dry = instance.run("pay", "--returns", bookings, "--dry-run");
    var read = instance.run("pay", "--returns", bookings);
    assertThat(read.err()).isEmpty();
    assertThat(read.out())
        .contains(
            "completed: 1 payment, 16.82",
            "PAID TWICE: 1 payment, 8.81 that had failed, and their bills were paid again: the"
                + " drivers owe the amount, see ./farestream payment list --status duplicate");
    assertThat(dry.out()).endsWith(read.out());
    assertThat(bank.states()).isEqualTo("duplicate,failed,failed,submitted,completed,submitted");
    assertThat(instance.run("status").out())
        .containsPattern("PAID TWICE +1 payment, 8.81 in all, owed by the drivers");
    assertThat(instance.run("payment", "list", "--status", "duplicate").out())
        .contains(
            "executed though it had failed, in addition to another payment of the bill, retur");
    assertThat(instance.run("payment", "show", number(ids.get(0))).out())
        .contains("| failed    |", "no answer for a week", "| duplicate |");

    var rejected = bank.statusReport(second, "", second.payment(again.get(0), "RJCT"));
    instance.run("pay", "--status-report", rejected);
    assertThat(bank.states()).isEqualTo("completed,failed,failed,failed,completed,submitted");
    assertThat(instance.run("pay", "--dry-run").out()).contains("nothing to pay");
    instance.run("pay", "--status-report", bank.statusReport(second, "ACSC"));
    assertThat(bank.states()).isEqualTo("completed,failed,failed,duplicate,completed,completed");
    assertThat(instance.run("payment", "return", number(again.get(0)), "--reason", "paid back"))
        .satisfies(back -> assertThat(back.out()).contains("is paid by another payment"));
    bank.assertJournalAgrees();
  }

  @Test
  void a_payment_rejected_after_execution_is_reported_and_not_paid_again() throws Exception {
    var first = bank.written();
    var ids = first.ids();
    instance.run(
        "pay", "--status-report", bank.statusReport(first, "", first.payment(ids.get(0), "ACSC")));
    var read = instance.run("pay", "--status-report", bank.statusReport(first, "RJCT"));
    var id = number(ids.get(0));
    assertThat(read.out())
        .contains(
            "failed:    2 payments, 41.64, payable again",
            "DOUBTED:   1 payment, 8.81 rejected after they were executed: nothing is paid again; ask the bank"
                + " about "
                + id);
    assertThat(bank.states()).isEqualTo("completed,failed,failed");
    assertThat(instance.run("payment", "show", id).out())
        .contains("rejected though it was executed, status report BANK-");
    var back = instance.run("payment", "return", id, "--reason", "letter of the bank");
    assertThat(back.out()).contains("8.81; bill", "is payable again");
    var second = bank.written();
    assertThat(second.sum()).isEqualByComparingTo("50.45");
    instance.run("pay", "--status-report", bank.statusReport(second, "ACSC"));
    bank.assertJournalAgrees();
  }

  private static String number(String endToEndId) {
    return endToEndId.replace("FS-", "");
  }
}
