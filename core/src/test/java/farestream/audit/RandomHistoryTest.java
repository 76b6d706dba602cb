package farestream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.BilledDatabase;
import farestream.billing.DriverShare;
import farestream.billing.SharePolicy;
import farestream.billing.Terms;
import farestream.database.ColumnTypes;
import farestream.money.Money;
import farestream.payout.BankMessage.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Runs random histories. The audit must accept everything that the product's operations write,
/// and must find every change that the owner of the tables makes by SQL.
@Tag("slow")
class RandomHistoryTest {

  /// An operation, with a name for failure messages.
  record Event(String name, Consumer<MoneyHistory> happens) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<String> AMENDMENTS =
      List.of(
          "rider_name = rider_name || 'x'",
          "rider_name = 'somebody'",
          "tip_amount = tip_amount + 1.23, total_amount = total_amount + 1.23",
          "fare_amount = fare_amount - 0.07, total_amount = total_amount - 0.07",
          "tip_amount = tip_amount + 0.01, fare_amount = fare_amount - 0.01",
          "mta_tax = mta_tax + 0.5, total_amount = total_amount + 0.5",
          "total_amount = -total_amount",
          "total_amount = 0",
          "driver_id = 510909",
          "driver_id = 528204",
          "payment_type = 1",
          "payment_type = 2",
          "payment_type = 3",
          "payment_type = 4",
          "payment_type = null",
          "status = 'Cancelled'",
          "status = 'Completed'",
          "dropoff_datetime = dropoff_datetime + interval '20 hours'",
          "dropoff_datetime = dropoff_datetime - interval '20 hours'");

  @Provide
  Arbitrary<List<Event>> events() {
    var driver = Arbitraries.of(MoneyHistory.DRIVERS);
    var which = Arbitraries.integers().between(0, 1000);
    var part = Arbitraries.integers().between(-300, 3000);
    var ended = Arbitraries.integers().between(-100, 30).map(Duration::ofHours);
    var length = Arbitraries.integers().between(1, 60).map(Duration::ofHours);
    var share =
        Arbitraries.of("0.8", "0.755", "1", "0", "0.333333")
            .map(text -> new DriverShare(new BigDecimal(text)));
    var minimum = Arbitraries.of("0", "0", "20", "75.5").map(Money::of);
    var terms =
        Combinators.combine(Arbitraries.of(SharePolicy.values()), share, minimum).as(Terms::new);
    var trip =
        Combinators.combine(
                driver,
                ended,
                part.list().ofSize(7),
                Arbitraries.of(0, 1, 1, 2, 2, 3, 4, 4, 4, 5, 6))
            .as(
                (who, when, parts, type) ->
                    new Event(
                        "trip of %d %s %s by %d".formatted(who, when, parts, type),
                        history -> history.trip(who, when, parts, type)));
    var amend =
        Combinators.combine(which, Arbitraries.of(AMENDMENTS))
            .as(
                (number, change) ->
                    new Event(
                        "amend %d: %s".formatted(number, change),
                        history -> history.amend(number, change)));
    var resolve =
        Combinators.combine(which, Arbitraries.of(true, false))
            .as(
                (number, won) ->
                    new Event(
                        "resolve %d: %s".formatted(number, won),
                        history -> history.resolve(number, won)));
    var close =
        Combinators.combine(length, terms)
            .as(
                (time, under) ->
                    new Event(
                        "close %s %s".formatted(time, under),
                        history -> history.close(time, under)));
    var fourEyes =
        Combinators.combine(length, terms, Arbitraries.of(true, false))
            .as(
                (time, under, rejected) ->
                    new Event(
                        "propose and approve %s %s, rejected first: %s"
                            .formatted(time, under, rejected),
                        history -> history.closeWithFourEyes(time, under, rejected)));
    var manualBill =
        Combinators.combine(driver, part.list().ofSize(7))
            .as(
                (who, parts) ->
                    new Event(
                        "manual bill for %d %s".formatted(who, parts),
                        history -> history.billManually(who, parts)));
    var decide =
        Arbitraries.of("released", "released", "rejected")
            .map(decision -> new Event(decision, history -> history.decide(decision)));
    var pay = Arbitraries.just(new Event("pay", MoneyHistory::pay));
    var manualPayment =
        which.map(
            bill -> new Event("manual payment of " + bill, history -> history.payManually(bill)));
    var submit =
        Arbitraries.integers()
            .between(1, 4)
            .map(most -> new Event("submit " + most, history -> history.submit(most)));
    var abandon =
        Arbitraries.integers()
            .between(1, 4)
            .map(most -> new Event("abandon " + most, history -> history.abandon(most)));
    var fail = Arbitraries.just(new Event("fail batch", MoneyHistory::failBatch));
    var bank =
        Combinators.combine(which, Arbitraries.of("completed", "completed", "failed", "returned"))
            .as(
                (payment, status) ->
                    new Event(
                        "change status: %d %s".formatted(payment, status),
                        history -> history.changeStatus(payment, status)));
    var report =
        Combinators.combine(
                which, Arbitraries.of(Verdict.EXECUTED, Verdict.REJECTED, Verdict.RETURNED))
            .as(
                (payment, verdict) ->
                    new Event(
                        "read message: %d %s".formatted(payment, verdict),
                        history -> history.readMessage(payment, verdict)));
    var settled =
        Arbitraries.integers()
            .between(1, 4)
            .map(many -> new Event("import " + many, history -> history.importSettled(many)));
    var amendSettled = Arbitraries.just(new Event("amend import", MoneyHistory::amendSettled));
    return Arbitraries.frequencyOf(
            Tuple.of(1, settled),
            Tuple.of(1, amendSettled),
            Tuple.of(10, trip),
            Tuple.of(10, amend),
            Tuple.of(3, resolve),
            Tuple.of(5, close),
            Tuple.of(1, fourEyes),
            Tuple.of(1, manualBill),
            Tuple.of(2, decide),
            Tuple.of(1, pay),
            Tuple.of(1, manualPayment),
            Tuple.of(1, submit),
            Tuple.of(2, bank),
            Tuple.of(2, report),
            Tuple.of(1, abandon),
            Tuple.of(1, fail))
        .list()
        .ofMinSize(50)
        .ofMaxSize(90);
  }

  @Property(tries = 25)
  void every_operation_is_proved_and_every_tampering_is_found(
      @ForAll("events") List<Event> events,
      @ForAll boolean endsProposed,
      @ForAll @Size(6) List<@IntRange(max = 1_000_000) Integer> tamperings) {
    var database = new BilledDatabase();
    var history = new MoneyHistory(database);
    events.forEach(event -> event.happens().accept(history));
    if (endsProposed) {
      history.propose(Duration.ofHours(20), Terms.LAB);
    }
    assertThat(history.verified().outcome()).isInstanceOf(Audit.Outcome.Proved.class);
    database.runAsOwner(OwnerRights.FUNCTION);
    var owner = ColumnTypes.jdbi(database.database().owner());
    for (var number : tamperings) {
      var tampering = Tampering.ALL.get(number % Tampering.ALL.size());
      owner.useTransaction(
          handle -> {
            if (!tampering.to(handle, number / Tampering.ALL.size()).isEmpty()) {
              assertThat(Audit.verify(handle, Optional.empty(), _ -> {}).outcome())
                  .as("%s", tampering)
                  .isInstanceOf(Audit.Outcome.Disproved.class);
            }
            handle.rollback();
          });
    }
  }
}
