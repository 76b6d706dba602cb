package farestream.payout;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static farestream.payout.BankedDatabase.said;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.payout.BankMessage.Verdict;
import farestream.payout.BankMessages.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Entries for payments of batches other than the one that the message reports on.
@Tag("integration")
class OtherBatchesTest {
  private static final Optional<Verdict> EACH = Optional.empty();

  private final BankedDatabase bank = new BankedDatabase();

  @BeforeEach
  void a_batch_of_two() {
    bank.bills.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    bank.bills.trip(OTHER_DRIVER, "2019-03-05T14:00:00Z", "10.00");
    bank.bills.billing().close(Instant.parse("2019-03-05T17:00:00Z"), NOW);
    bank.giveAccounts(DRIVER, OTHER_DRIVER);
    bank.submitted();
  }

  @Test
  void a_payment_of_another_batch_is_unknown_in_this_one() {
    bank.bills.bill(DRIVER, 3, "10.00", "0.8");
    var second = bank.submitted();
    assertThat(bank.read(bank.answer(second, EACH, said("FS-200001", Verdict.EXECUTED))))
        .isEqualTo(
            new Outcome.NothingUsable(List.of(new SkippedEntry.UnknownPayment("FS-200001"))));
  }

  @Test
  void an_unfinished_batch_can_have_no_answer() {
    bank.bills.bill(DRIVER, 3, "10.00", "0.8");
    PaymentBatch unfinished;
    try (var payout = bank.payout()) {
      unfinished =
          ((BatchPayout.Begin.Begun) payout.begin(bank.order(), BankedDatabase::nothingToCheck))
              .batch();
    }
    assertThat(bank.read(bank.answer(unfinished, Optional.of(Verdict.EXECUTED))))
        .isEqualTo(new Outcome.UnfinishedBatch(unfinished));
    assertThat(
            bank.accepted(
                    bank.returns(
                        said("FS-200001", Verdict.EXECUTED), said("FS-200003", Verdict.EXECUTED)))
                .remaining())
        .containsExactly(new SkippedEntry.UnfinishedBatch("FS-200003", unfinished.messageId()));
    assertThat(bank.statuses()).isEqualTo("completed,submitted,pending");
    bank.writtenOff(unfinished);
    bank.accepted(bank.answer(unfinished, Optional.of(Verdict.EXECUTED)));
    assertThat(bank.statuses()).isEqualTo("completed,submitted,completed");
  }
}
