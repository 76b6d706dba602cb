package farestream.payout;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static farestream.billing.BilledDatabase.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The transitions of a payment that the database allows, for every role.
@Tag("integration")
class PaymentStatesTest {
  private static final List<String> STATES =
      List.of("pending", "submitted", "completed", "failed", "returned", "duplicate");

  private static final Set<String> ALLOWED =
      Set.of(
          "pending submitted",
          "pending failed",
          "submitted completed",
          "submitted failed",
          "submitted returned",
          "completed returned",
          "failed completed",
          "failed duplicate",
          "duplicate completed",
          "duplicate returned",
          "completed completed",
          "duplicate duplicate");

  private final BankedDatabase bank = new BankedDatabase();

  @BeforeEach
  void a_bill() {
    bank.bills.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    bank.bills.billing().close(Instant.parse("2019-03-05T17:00:00Z"), NOW);
    bank.giveAccounts(DRIVER);
  }

  /// Brings the payment into a state by allowed transitions; a duplicate needs another payment.
  private void bringTo(String state) {
    if (state.equals("pending")) {
      try (var payout = bank.payout()) {
        payout.begin(bank.order(), BankedDatabase::nothingToCheck);
      }
      return;
    }
    bank.submitted();
    switch (state) {
      case "submitted" -> {}
      case "completed", "failed" -> become(state);
      case "returned" -> {
        become("completed");
        become("returned");
      }
      case "duplicate" -> {
        become("failed");
        bank.submitted();
        become("duplicate");
      }
      default -> throw new IllegalArgumentException(state);
    }
  }

  private void become(String state) {
    bank.bills.run(becoming(state));
  }

  private static String becoming(String state) {
    return "update payment set payment_status = '%s', status_reason = 'why' where id = 200001"
        .formatted(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "submitted", "completed", "failed", "returned", "duplicate"})
  void a_payment_goes_from_state_to_state_and_no_other_way(String from) {
    bringTo(from);
    for (var to : STATES) {
      if (!ALLOWED.contains(from + " " + to)) {
        assertThat(refusal(() -> become(to)).getConstraint())
            .as("%s to %s", from, to)
            .isEqualTo("a_payment_goes_from_state_to_state");
        assertThat(refusal(() -> bank.bills.runAsOwner(becoming(to))).getConstraint())
            .isEqualTo("a_payment_goes_from_state_to_state");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pending, submitted, driver_payable 33.81;bank_clearing -33.81",
    "pending, failed, ''",
    "submitted, completed, bank_clearing 33.81;bank -33.81",
    "submitted, failed, bank_clearing 33.81;driver_payable -33.81",
    "submitted, returned, bank_clearing 33.81;driver_payable -33.81",
    "completed, returned, bank 33.81;driver_payable -33.81",
    "failed, completed, driver_payable 33.81;bank -33.81",
    "duplicate, returned, bank 33.81;driver_receivable -33.81",
    "completed, completed, ''",
    "duplicate, duplicate, ''"
  })
  void each_transition_is_posted_and_balances(String from, String to, String entry) {
    bringTo(from);
    become(to);
    assertThat(lastEntry()).isEqualTo(entry);
    assertThat(
            bank.bills.value(
                "select previous || ' ' || status from payment_event order by id desc limit 1"))
        .isEqualTo(from + " " + to);
    bank.assertJournalBalances();
  }

  private String lastEntry() {
    return bank.bills.value(
        """
        select coalesce(string_agg(account || ' ' || amount, ';' order by id), '')
        from journal_line
        where kind = 'payment' and source_id = (select max(id) from payment_event)
        """);
  }

  @Test
  void a_duplicate_is_posted_against_the_driver_and_pays_the_bill_if_the_other_fails() {
    bringTo("duplicate");
    assertThat(lastEntry()).isEqualTo("driver_receivable 33.81;bank -33.81");
    bank.bills.run(
        "update payment set payment_status = 'failed', status_reason = 'why' where id = 200002");
    assertThat(bank.statuses()).isEqualTo("completed,failed");
    assertThat(lastEntry()).isEqualTo("driver_payable 33.81;driver_receivable -33.81");
    assertThat(
            bank.bills.value(
                "select string_agg(payment || ' ' || status, ',' order by id) from payment_event"
                    + " where id > 4"))
        .isEqualTo("200002 submitted,200001 duplicate,200002 failed,200001 completed");
    bank.assertJournalBalances();
  }

  @Test
  void a_single_payment_cannot_be_a_duplicate_nor_two_payments_completed() {
    bringTo("failed");
    assertThat(refusal(() -> become("duplicate")).getConstraint())
        .isEqualTo("a_duplicate_is_beside_another");
    bank.submitted();
    assertThat(refusal(() -> become("completed")).getConstraint()).isEqualTo("a_bill_is_paid_once");
  }

  @Test
  void a_payment_at_once_is_posted_against_the_bank() {
    new Payout(bank.bills.database().commands()).pay(NOW);
    assertThat(
            bank.bills.value(
                """
                select string_agg(account || ' ' || amount, ';' order by id)
                from journal_line where kind = 'payment'
                """))
        .isEqualTo("driver_payable 33.81;bank -33.81");
    bank.assertJournalBalances();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update payment set payment_amount = 1",
        "update payment set bank_account = 1",
        "update payment set end_to_end_id = 'FS-2'",
        "delete from payment",
        "truncate payment cascade",
        "update payment_event set status = 'failed'",
        "delete from payment_event",
        "update bank_account set iban = 'DE89370400440532013000'",
        "delete from bank_account",
        "update payment_batch set control_sum = 1",
        "update payment_batch set written_at = now(), file_sha256 = '00'",
        "update payment_batch set abandoned_at = now()",
        "delete from payment_batch",
        "delete from bank_account_event",
        "delete from bank_message"
      })
  void not_even_the_owner_can_change_anything_else(String rewriting) {
    var batch = bank.submitted();
    bank.accepted(bank.answer(batch, Optional.of(BankMessage.Verdict.UNDER_WAY)));
    assertThat(refusal(() -> bank.bills.runAsOwner(rewriting)).getConstraint())
        .isEqualTo("nothing_is_rewritten");
  }

  @Test
  void a_bill_has_one_payment_that_is_under_way_or_done() {
    bringTo("submitted");
    var second =
        """
        insert into payment (billing_id, driver_id, payment_amount, made_by)
        values (200001, 510909, 33.81, 'farestream')
        """;
    assertThat(refusal(() -> bank.bills.run(second)).getConstraint())
        .isEqualTo("a_bill_is_paid_once");
    become("failed");
    bank.bills.run(second);
    assertThat(refusal(() -> bank.bills.run(second)).getConstraint())
        .isEqualTo("a_bill_is_paid_once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"submitted", "failed", "returned", "duplicate"})
  void a_payment_begins_pending_or_completed(String state) {
    var insert =
        "insert into payment (billing_id, driver_id, payment_amount, payment_status)"
            + " values (200001, 510909, 33.81, '%s')".formatted(state);
    assertThat(refusal(() -> bank.bills.run(insert)).getConstraint())
        .isEqualTo("a_payment_goes_from_state_to_state");
  }

  @Test
  void there_is_one_unfinished_batch_at_the_most() {
    bank.bills.bill(OTHER_DRIVER, 3, "10.00", "0.8");
    bringTo("pending");
    var other =
        """
        insert into payment_batch (message_id, created_at, execution_date, payer_account,
          payments, control_sum) values ('FS-2', now(), '2030-01-01', 1, 1, 8)
        """;
    assertThat(refusal(() -> bank.bills.run(other)).getConstraint())
        .isEqualTo("one_batch_is_unfinished");
  }
}
