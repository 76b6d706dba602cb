package farestream.payout;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import farestream.billing.LabSql;
import farestream.money.Money;
import farestream.payout.BatchPayout.Again;
import farestream.payout.BatchPayout.Begin;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class BatchPayoutTest {
  private final BankedDatabase bank = new BankedDatabase();

  @BeforeEach
  void two_bills() {
    bank.bills.bill(DRIVER, 2, "42.26", "0.8");
    bank.bills.bill(OTHER_DRIVER, 2, "10.00", "0.8");
    bank.giveAccounts(DRIVER, OTHER_DRIVER);
  }

  @Test
  void a_batch_has_a_payment_for_every_unpaid_bill() {
    var batch = bank.submitted();
    assertThat(batch.payments()).isEqualTo(2);
    assertThat(batch.controlSum()).isEqualTo(Money.of("41.81"));
    assertThat(batch.payer().holder()).isEqualTo("Taxi Co");
    assertThat(batch.executionDate()).isEqualTo(LocalDate.parse("2029-12-31"));
    assertThat(bank.transfers(batch))
        .extracting(Transfer::driverId, Transfer::billId, Transfer::amount, Transfer::account)
        .containsExactly(
            tuple(DRIVER, 200001L, Money.of("33.81"), BankedDatabase.account("driver" + DRIVER)),
            tuple(
                OTHER_DRIVER,
                200002L,
                Money.of("8.00"),
                BankedDatabase.account("driver" + OTHER_DRIVER)));
    assertThat(bank.statuses()).isEqualTo("submitted,submitted");
    assertThat(bank.bills.value("select string_agg(end_to_end_id, ',' order by id) from payment"))
        .isEqualTo("FS-200001,FS-200002");
  }

  @Test
  void a_killed_process_leaves_an_unfinished_batch_that_comes_first() {
    PaymentBatch left;
    List<Transfer> before;
    try (var payout = bank.payout()) {
      left = ((Begin.Begun) payout.begin(bank.order(), BankedDatabase::nothingToCheck)).batch();
    }
    before = bank.transfers(left);
    bank.bills.bill(DRIVER, 3, "5.00", "0.8");
    bank.giveAccounts(DRIVER);
    try (var payout = bank.payout()) {
      var found = payout.begin(bank.order(), BankedDatabase::nothingToCheck);
      assertThat(found).isEqualTo(new Begin.Unfinished(left));
      assertThat(bank.statuses()).isEqualTo("pending,pending");
      payout.finish(left, "00ff", NOW);
    }
    assertThat(bank.transfers(left)).isEqualTo(before);
    assertThat(bank.submitted().controlSum()).isEqualTo(Money.of("4.00"));
    try (var payout = bank.payout()) {
      assertThat(payout.begin(bank.order(), BankedDatabase::nothingToCheck))
          .isInstanceOf(Begin.NothingToPay.class);
    }
    assertThat(bank.bills.value("select count(*) from payment")).isEqualTo("3");
  }

  @Test
  void a_batch_whose_file_cannot_be_written_is_not_created() {
    try (var payout = bank.payout()) {
      assertThatThrownBy(
              () ->
                  payout.begin(
                      bank.order(),
                      (_, transfers) -> {
                        transfers.next();
                        throw new IllegalArgumentException("no such bank");
                      }))
          .hasMessage("no such bank");
      assertThat(bank.bills.value("select count(*) from payment")).isEqualTo("0");
      assertThat(payout.begin(bank.order(), BankedDatabase::nothingToCheck))
          .isInstanceOf(Begin.Begun.class);
    }
  }

  @Test
  void a_preview_gives_the_same_and_writes_nothing() {
    try (var payout = bank.payout()) {
      var order = bank.order();
      var preview = (Begin.Begun) payout.preview(order, BankedDatabase::nothingToCheck);
      assertThat(bank.bills.value("select count(*) from payment_batch")).isEqualTo("0");
      var begun = (Begin.Begun) payout.begin(order, BankedDatabase::nothingToCheck);
      assertThat(preview.batch().controlSum()).isEqualTo(begun.batch().controlSum());
      assertThat(preview.notPaid()).isEqualTo(begun.notPaid());
    }
  }

  @Test
  void a_driver_without_an_account_is_left_out_and_named() {
    bank.bills.run("insert into drivers (driver_id) values (7), (8)");
    bank.bills.bill(7, 2, "10.00", "0.8");
    bank.bills.bill(8, 2, "20.00", "0.8");
    bank.bills.bill(8, 3, "20.00", "0.8");
    try (var payout = bank.payout()) {
      var begun = (Begin.Begun) payout.begin(bank.order(), BankedDatabase::nothingToCheck);
      assertThat(begun.withoutAccount())
          .isEqualTo(new BatchPayout.LeftOut(3, Money.of("40.00"), List.of(7L, 8L)));
      assertThat(begun.batch().payments()).isEqualTo(2);
    }
  }

  @Test
  void a_payment_keeps_the_account_that_it_was_made_with() {
    var batch = bank.submitted();
    bank.accounts.add(
        List.of(
                List.of(
                    new BankAccounts.Given(
                        Optional.of(DRIVER), BankedDatabase.account("another name"))))
            .iterator(),
        NOW);
    assertThat(bank.transfers(batch).getFirst().account().holder()).isEqualTo("driver" + DRIVER);
    assertThat(bank.accounts.latest(Optional.of(DRIVER)).orElseThrow().account().holder())
        .isEqualTo("another name");
  }

  @Test
  void without_an_account_of_its_own_the_platform_pays_nobody() {
    var fresh = new BankedDatabase();
    fresh.bills.bill(DRIVER, 2, "42.26", "0.8");
    try (var payout = fresh.payout()) {
      assertThat(payout.begin(fresh.order(), BankedDatabase::nothingToCheck))
          .isEqualTo(new Begin.NoPayer());
    }
  }

  @Test
  void a_day_that_is_past_is_refused() {
    var yesterday = LocalDate.parse("2029-12-31");
    try (var payout = bank.payout()) {
      var order = new BatchPayout.Order(NOW, Optional.of(yesterday));
      assertThat(payout.begin(order, BankedDatabase::nothingToCheck))
          .isEqualTo(new Begin.DateInPast(yesterday, LocalDate.parse("2030-01-01")));
    }
  }

  @Test
  void a_concurrent_batch_waits_until_the_first_is_finished() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Begin> second;
      try (var first = bank.payout()) {
        second = threads.submit(this::begun);
        bank.bills.awaitWaiting(1);
        var begun = (Begin.Begun) first.begin(bank.order(), BankedDatabase::nothingToCheck);
        first.finish(begun.batch(), "00ff", NOW);
      }
      assertThat(second.get()).isInstanceOf(Begin.NothingToPay.class);
    }
    assertThat(bank.statuses()).isEqualTo("submitted,submitted");
  }

  private Begin begun() {
    try (var payout = bank.payout()) {
      return payout.begin(bank.order(), BankedDatabase::nothingToCheck);
    }
  }

  @Test
  void a_concurrent_manual_payment_is_in_no_batch() throws Exception {
    Future<Begin> begun;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var payout = bank.payout();
        var manual = bank.bills.commands().open()) {
      manual.begin();
      manual.execute(LabSql.PAY.replace("where", "where a.id = 200001 and"));
      begun = threads.submit(() -> payout.begin(bank.order(), BankedDatabase::nothingToCheck));
      bank.bills.awaitWaiting(1);
      manual.commit();
      var batch = ((Begin.Begun) begun.get()).batch();
      assertThat(batch.payments()).isEqualTo(1);
      assertThat(batch.controlSum()).isEqualTo(Money.of("8.00"));
    }
    assertThat(bank.bills.value("select count(*) from payment_batch")).isEqualTo("1");
  }

  @Test
  void paying_at_once_skips_payments_under_way() {
    bank.submitted();
    assertThat(new Payout(bank.bills.database().commands()).pay(NOW))
        .isEqualTo(new Payout.Outcome.NothingToPay(List.of()));
  }

  @Test
  void a_file_is_written_again_only_while_all_of_its_payments_are_under_way() {
    var batch = bank.submitted();
    try (var payout = bank.payout()) {
      assertThat(payout.again(batch.messageId())).isInstanceOf(Again.Ready.class);
      assertThat(payout.again("FS-1")).isEqualTo(new BatchPayout.Unknown("FS-1"));
    }
    bank.accepted(
        bank.answer(
            batch,
            Optional.empty(),
            BankedDatabase.said("FS-200001", BankMessage.Verdict.EXECUTED)));
    try (var payout = bank.payout()) {
      assertThat(payout.again(batch.messageId()))
          .isInstanceOfSatisfying(
              Again.Answered.class, past -> assertThat(past.payments()).isEqualTo(1));
    }
  }

  @Test
  void a_file_that_the_bank_refused_fails_and_its_bills_are_paid_again() {
    var batch = bank.submitted();
    var failure = new BatchFailure(bank.bills.database().commands());
    bank.accepted(
        bank.answer(
            batch,
            Optional.empty(),
            BankedDatabase.said("FS-200001", BankMessage.Verdict.EXECUTED)));
    assertThat(failure.preview(batch.messageId(), NOW))
        .isInstanceOfSatisfying(
            BatchFailure.Failed.class, failed -> assertThat(failed.payments()).isEqualTo(1));
    assertThat(bank.statuses()).isEqualTo("completed,submitted");
    failure.fail(batch.messageId(), "the portal refused it", NOW);
    assertThat(bank.statuses()).isEqualTo("completed,failed");
    assertThat(bank.bills.value("select status_reason from payment where id = 200002"))
        .isEqualTo("the portal refused it");
    assertThat(bank.submitted().controlSum()).isEqualTo(Money.of("8.00"));
    assertThat(failure.fail("FS-1", "why", NOW)).isEqualTo(new BatchPayout.Unknown("FS-1"));
  }

  @Test
  void an_unfinished_batch_can_be_abandoned_and_its_bills_are_paid_again() {
    PaymentBatch begun;
    try (var payout = bank.payout()) {
      begun = ((Begin.Begun) payout.begin(bank.order(), BankedDatabase::nothingToCheck)).batch();
    }
    var failure = new BatchFailure(bank.bills.database().commands());
    assertThat(failure.preview(begun.messageId(), NOW))
        .isEqualTo(new BatchFailure.Failed(begun, 2, Money.of("41.81")));
    assertThat(bank.statuses()).isEqualTo("pending,pending");
    new BatchFailure(bank.bills.database().colleague())
        .fail(begun.messageId(), "the disk is gone", NOW);
    assertThat(
            bank.bills.value(
                """
                select concat_ws(' ', actor, finished_actor, finished_login,
                  (finished_at at time zone 'UTC' between now() - interval '1 h' and now()))
                from payment_batch
                """))
        .isEqualTo("farestream colleague colleague t");
    assertThat(bank.statuses()).isEqualTo("failed,failed");
    assertThat(bank.submitted().controlSum()).isEqualTo(Money.of("41.81"));
    try (var payout = bank.payout()) {
      assertThat(payout.again(begun.messageId())).isInstanceOf(Again.Abandoned.class);
      assertThatThrownBy(() -> payout.finish(begun, "00ff", NOW))
          .hasMessageContaining("0 of them were pending");
    }
  }

  @Test
  void a_batch_whose_file_is_being_written_cannot_be_abandoned() {
    try (var payout = bank.payout()) {
      var begun = (Begin.Begun) payout.begin(bank.order(), BankedDatabase::nothingToCheck);
      assertThat(
              new BatchFailure(bank.bills.database().commands())
                  .fail(begun.batch().messageId(), "why", NOW))
          .isEqualTo(new BatchFailure.BeingWritten(begun.batch()));
    }
    assertThat(bank.statuses()).isEqualTo("pending,pending");
  }
}
