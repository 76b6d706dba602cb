package farestream.cli.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class PaidByFileTest {
  @TempDir private Path folder;
  private final TestInstance instance = TestInstance.withBankFiles();
  private BankedBills bank;

  @BeforeEach
  void three_bills() throws IOException {
    bank = new BankedBills(instance, folder);
  }

  @Test
  void a_bill_is_paid_returned_and_paid_again_and_the_books_agree() throws Exception {
    var first = bank.written();
    assertThat(first.batch().get("payments").asInt()).isEqualTo(3);
    assertThat(first.batch().get("controlSum").decimalValue()).isEqualByComparingTo("50.45");
    assertThat(first.sum()).isEqualByComparingTo("50.45");
    assertThat(bank.states()).isEqualTo("submitted,submitted,submitted");

    var ids = first.ids();
    var report =
        bank.statusReport(
            first,
            "PART",
            first.payment(ids.get(0), "ACSC"),
            first.payment(ids.get(1), "RJCT"),
            first.payment(ids.get(2), "ACSP"));
    var read = bank.json("pay", "--status-report", report, "--json");
    assertThat(read.get("completed").asInt()).isEqualTo(1);
    assertThat(read.get("failed").asInt()).isEqualTo(1);
    assertThat(read.get("failedAmount").decimalValue()).isEqualByComparingTo("16.82");
    assertThat(read.get("underWay").asInt()).isEqualTo(1);
    assertThat(bank.states()).isEqualTo("completed,failed,submitted");
    assertThat(instance.run("pay", "--status-report", report).out())
        .contains("was already read", "nothing changed");

    var returned =
        BankAnswers.file(
            folder,
            BankAnswers.returns(
                List.of(
                    BankAnswers.wentOut("RENT", "900.00", "USD"),
                    BankAnswers.wentOut("RENT", "901.00", "EUR"),
                    BankAnswers.cameBack(ids.get(0), "8.81"),
                    BankAnswers.cameBack("FS-RENT", "1.00"))));
    assertThat(
            bank.json("pay", "--returns", returned, "--dry-run", "--json").get("returned").asInt())
        .isEqualTo(1);
    assertThat(bank.states()).isEqualTo("completed,failed,submitted");
    assertThat(instance.run("pay", "--returns", returned).out())
        .contains(
            "returned:  1 payment, 8.81, credited to the drivers and payable again",
            "not ours:  3 bookings");
    assertThat(bank.states()).isEqualTo("returned,failed,submitted");
    assertThat(instance.run("pay", "--returns", returned).out()).contains("nothing changed");

    var second = bank.written();
    assertThat(second.payments().values()).containsExactly("8.81", "16.82");
    assertThat(second.payments().keySet()).doesNotContainAnyElementsOf(ids);
    instance.run("pay", "--status-report", bank.statusReport(second, "ACSC"));
    instance.run(
        "pay", "--status-report", bank.statusReport(first, "", first.payment(ids.get(2), "ACCC")));
    assertThat(bank.states()).isEqualTo("returned,failed,completed,completed,completed");
    assertThat(
            instance.rows(
                """
                select sum(payment_amount) from payment
                where payment_status = 'completed' and billing_cycle = %s
                """
                    .formatted(bank.cycle())))
        .containsExactly("50.45");
    assertThat(instance.run("pay", "--paid-outside", "cash").out()).contains("nothing to pay");
    bank.assertJournalAgrees();
  }

  @Test
  void a_dry_run_writes_neither_file_nor_payment() {
    var file = folder.resolve("dry.xml");
    var dry = instance.run("pay", "--bank-file", file.toString(), "--dry-run");
    assertThat(dry.err()).isEmpty();
    assertThat(dry.out()).contains("would write (dry run, nothing written) 3 payments, 50.45");
    assertThat(file).doesNotExist();
    assertThat(bank.states()).isEmpty();
  }

  @Test
  void only_the_owner_can_read_a_file_and_output_masks_account_numbers() throws Exception {
    var file = folder.resolve("owner.xml");
    var written = instance.run("pay", "--bank-file", file.toString());
    assertThat(written.err()).doesNotContain("123456789").doesNotContain(BankedBills.IBAN);
    assertThat(written.out())
        .contains("3 payments, 50.45 in all, from 021000021 ****6789")
        .doesNotContain(BankedBills.IBAN)
        .doesNotContain("123456789");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains(BankedBills.IBAN);
    assertThat(instance.run("payment", "list", "--cycle", bank.cycle()).out())
        .contains("submitted: 3 payments, 50.45");
  }

  @Test
  void an_existing_file_is_not_overwritten() throws Exception {
    var file = Files.writeString(folder.resolve("mine.xml"), "mine");
    var refused = instance.run("pay", "--bank-file", file.toString());
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("exists already").hasLineCount(1);
    assertThat(Files.readString(file)).isEqualTo("mine");
    assertThat(bank.states()).isEmpty();
    assertThat(instance.run("pay", "--bank-file", folder + "/none/x.xml").err())
        .contains("doesn't exist: create it");
    assertThat(instance.run("pay", "--bank-file", folder.toString()).err()).contains("is a folder");
  }

  @Test
  void a_submitted_file_is_written_again_byte_for_byte() throws Exception {
    var first = bank.written();
    var id = first.messageId();
    var copy = folder.resolve("copy.xml");
    assertThat(instance.run("pay", "--bank-file", copy.toString(), "--again", id).out())
        .contains("written again, batch " + id);
    assertThat(copy).hasSameBinaryContentAs(first.file());
    assertThat(instance.run("pay", "--bank-file", copy.toString(), "--again", id).status())
        .isZero();
    instance.run("pay", "--failed", id, "--reason", "the portal refused it");
    var refused = instance.run("pay", "--bank-file", copy.toString(), "--again", id);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("3 payments of batch " + id + " are no longer under way");
  }

  @Test
  void a_batch_that_the_banks_portal_refused_is_paid_by_the_next_file() throws Exception {
    var first = bank.written();
    var id = first.messageId();
    var failed = instance.run("pay", "--failed", id, "--reason", "portal: E-17");
    assertThat(failed.out()).contains("3 payments of batch " + id + ", 50.45 in all, failed");
    assertThat(instance.run("pay", "--failed", id, "--reason", "twice").out())
        .contains("batch " + id + " has no payments under way");
    assertThat(bank.written().sum()).isEqualByComparingTo("50.45");
    var payment =
        instance.rows("select min(id) from payment where billing_cycle = " + bank.cycle());
    assertThat(instance.run("payment", "show", payment.getFirst()).out())
        .contains("DE****3000", "submitted", "| failed    | farestream", "portal: E-17")
        .doesNotContain(BankedBills.IBAN);
  }

  @Test
  void a_reply_to_an_unknown_batch_is_refused_whole() throws Exception {
    var first = bank.written();
    var good = first.payment(first.ids().get(0), "ACSC");
    var id = first.messageId();
    for (var wrong :
        List.of(
            BankAnswers.statusReport("FS-OTHER", 3, "50.45", "", List.of(good)),
            BankAnswers.statusReport(id, 3, "50.45", "", "OTHER-BATCH", List.of(good)),
            BankAnswers.statusReport(id, 3, "50.45", "", List.of(good)).substring(0, 700),
            BankAnswers.returns(List.of(BankAnswers.cameBack("FS-1", "1.00"))),
            "")) {
      var option = wrong.contains("camt.054") ? "--returns" : "--status-report";
      var refused = instance.run("pay", option, BankAnswers.file(folder, wrong));
      assertThat(refused.status()).as(wrong).isEqualTo(3);
      assertThat(refused.err()).startsWith("farestream: nothing was changed: ").hasLineCount(1);
    }
    assertThat(bank.states()).isEqualTo("submitted,submitted,submitted");
  }

  @Test
  void valid_entries_are_applied_and_the_others_listed() throws Exception {
    var first = bank.written();
    var ids = first.ids();
    var file =
        BankAnswers.file(
            folder,
            BankAnswers.returns(
                List.of(
                    BankAnswers.cameBack(ids.get(0), "8.81"),
                    BankAnswers.cameBack(ids.get(1), "15.32"),
                    BankAnswers.wentOut(ids.get(2), "24.82", "EUR"),
                    BankAnswers.cameBack("FS-99999999", "1.00"))));
    var read = instance.run("pay", "--returns", file);
    assertThat(read.status()).isEqualTo(3);
    assertThat(read.err())
        .contains("3 entries of answer-", "were not applied: see above; the same file can be read")
        .hasLineCount(1);
    assertThat(read.out())
        .contains(
            "returned:  1 payment, 8.81",
            "not applied: %s: returned 15.32 of a payment of 16.82, 1.50 less: if the bank kept that"
                    .formatted(ids.get(1))
                + " as a fee, run ./farestream payment return ",
            "not applied: FS-99999999: unknown reference",
            "Amt is in 'EUR', but payments are in USD");
    assertThat(bank.states()).isEqualTo("returned,submitted,submitted");

    instance.run("pay", "--status-report", bank.statusReport(first, "ACSC"));
    instance.run("payment", "return", ids.get(1).replace("FS-", ""), "--reason", "less a fee");
    assertThat(bank.states()).isEqualTo("returned,returned,completed");
    var again = instance.run("pay", "--returns", file);
    assertThat(again.status()).isEqualTo(3);
    assertThat(again.out())
        .contains("known:     2 payments", "not applied: FS-99999999")
        .doesNotContain("15.32");
    var overlapping =
        BankAnswers.file(
            folder,
            BankAnswers.returns(
                List.of(
                    BankAnswers.cameBack(ids.get(0), "8.81"),
                    BankAnswers.wentOut(ids.get(2), "24.82", "USD"))));
    var known = instance.run("pay", "--returns", overlapping);
    assertThat(known.status()).isZero();
    assertThat(known.out()).contains("known:     2 payments");
    assertThat(instance.run("pay", "--returns", overlapping).out()).contains("was already read");
    bank.assertJournalAgrees();
  }

  @Test
  void reports_on_payments_are_applied_even_if_that_on_the_batch_is_invalid() throws Exception {
    var first = bank.written();
    var good = first.payment(first.ids().get(0), "ACSC");
    var read =
        instance.run(
            "pay",
            "--status-report",
            BankAnswers.file(
                folder,
                BankAnswers.statusReport(first.messageId(), 4, "50.46", "ACSC", List.of(good))),
            "--json");
    assertThat(read.status()).isEqualTo(3);
    var remaining = JsonMapper.builder().build().readTree(read.out()).get("remaining");
    assertThat(remaining).hasSize(2);
    assertThat(remaining.get(0).get("reason").asText())
        .contains("it reports 4 payments in the batch, which has 3");
    assertThat(bank.states()).isEqualTo("completed,submitted,submitted");
  }

  @Test
  void an_execution_date_must_be_a_bank_day() {
    var file = folder.resolve("sunday.xml").toString();
    var refused = instance.run("pay", "--bank-file", file, "--execution-date", "2098-12-28");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("is a Sunday", "the next bank day is 2098-12-29");
    assertThat(instance.run("pay", "--bank-file", file, "--execution-date", "2098-12-25").err())
        .contains("is a Federal Reserve holiday", "the next bank day is 2098-12-26");
    assertThat(bank.states()).isEmpty();
  }

  @Test
  void with_bank_files_a_plain_pay_must_say_how_the_money_was_paid() throws Exception {
    bank.written();
    var driver = bank.drive("40.00");
    instance.run("bill");
    for (var arguments : List.of(new String[] {"pay"}, new String[] {"pay", "--dry-run"})) {
      var refused = instance.run(arguments);
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .contains(
              "nothing was paid: this ledger pays by bank file, and 1 payment, 32.00 in all",
              "(without a bank account: driver " + driver + ")",
              "--paid-outside REASON");
    }
    var paid = instance.run("pay", "--paid-outside", "cash on Friday");
    assertThat(paid.status()).as(paid.err()).isZero();
    assertThat(paid.out()).contains("without a bank account: driver " + driver);
    var payment = instance.rows("select max(id) from payment").getFirst();
    assertThat(instance.run("payment", "show", payment).out())
        .contains("paid outside: cash on Friday");
    assertThat(instance.run("pay", "--paid-outside", "x", "--bank-file", "y").status())
        .isEqualTo(2);
  }

  @Test
  void a_driver_without_an_account_is_left_out_and_named() throws Exception {
    var driver = bank.drive("40.00");
    instance.run("bill");
    var written = instance.run("pay", "--bank-file", folder.resolve("left.xml").toString());
    assertThat(written.out())
        .contains("left out: 1 bill, 32.00 in all, without a bank account: driver " + driver);
    bank.giveAccount(driver);
    assertThat(bank.written().payments().values()).containsExactly("32.00");
  }
}
