package farestream.statement;

import static farestream.billing.BilledDatabase.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.BilledDatabase;
import farestream.billing.Billing;
import farestream.billing.DriverShare;
import farestream.billing.SharePolicy;
import farestream.billing.Terms;
import farestream.money.Money;
import farestream.payout.Payout;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// Properties of statements. All tries share one database; each try is the next cycle, with
/// balances carried from the previous ones.
@Tag("slow")
class StatementPropertiesTest {
  private static final Duration CYCLE = Duration.ofDays(1);

  private final BilledDatabase database = new BilledDatabase();
  private Instant cutOff = Instant.parse("2019-03-05T05:00:00Z");
  private int cycle = 1;

  /// A trip.
  ///
  /// @param after the time from the last cut-off to the drop-off; negative for a late trip
  /// @param amended whether an earlier trip of any driver is amended to these values instead
  record Ride(
      long driverId, Duration after, Money total, Money tip, int payment, boolean amended) {}

  @Provide
  Arbitrary<List<Ride>> rides() {
    return Combinators.combine(
            Arbitraries.of(510909L, 528204L, 507977L),
            Arbitraries.longs()
                .between(-CYCLE.toSeconds(), CYCLE.toSeconds())
                .map(Duration::ofSeconds),
            Arbitraries.longs().between(-2_000, 20_000).map(Money::ofCents),
            Arbitraries.longs().between(0, 500).map(Money::ofCents),
            Arbitraries.integers().between(1, 6),
            Arbitraries.of(true, false, false))
        .as(Ride::new)
        .list()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<Terms> terms() {
    return Combinators.combine(
            Arbitraries.of(SharePolicy.values()),
            Arbitraries.of("0.8", "0.755", "0", "1").map(BigDecimal::new).map(DriverShare::new),
            Arbitraries.of("0", "50").map(Money::of))
        .as(Terms::new);
  }

  @Property(tries = 40)
  void statements_equal_their_lines_bills_and_payments(
      @ForAll("rides") List<Ride> rides, @ForAll("terms") Terms terms) {
    rides.forEach(this::drive);
    database.releaseAll();
    cutOff = cutOff.plus(CYCLE);
    if (!(database.billing(terms).close(cutOff, NOW) instanceof Billing.Outcome.Closed closed)) {
      return;
    }
    cycle = closed.cycle().number();
    var _ = new Payout(database.database().commands()).pay(NOW);

    var bills = bills();
    assertThat(bills).hasSize(closed.bills().size());
    assertThat(sum(bills.stream().map(Bill::payable).toList())).isEqualTo(inDatabase("payable"));
    assertThat(sum(bills.stream().map(Bill::paid).toList())).isEqualTo(inDatabase("payable"));
    assertThat(sum(bills.stream().map(bill -> bill.split().platformsPart()).toList()))
        .isEqualTo(inDatabase("platform_part"));
    for (var trip : bills.stream().flatMap(bill -> bill.trips().stream()).toList()) {
      var parts = trip.parts().orElseThrow();
      assertThat(
              sum(
                  List.of(
                      parts.fare(), parts.extras(), parts.tip(), parts.tolls(), parts.levies())))
          .isEqualTo(trip.split().total());
      assertThat(trip.withheld().isPresent()).isEqualTo(!trip.split().withheld().isZero());
      assertThat(trip.late()).isEqualTo(trip.dropoff().isBefore(closed.cycle().starts()));
    }
  }

  private void drive(Ride ride) {
    var trip =
        ride.amended()
            ? Optional.of(database.value("select coalesce(min(id), 0) from trips"))
            : Optional.<String>empty();
    var id =
        trip.map(Integer::parseInt)
            .orElseGet(
                () ->
                    database.trip(
                        ride.driverId(), cutOff.plus(ride.after()), ride.total().amount()));
    database.run(
        """
        update trips set total_amount = %1$s, tip_amount = %2$s, fare_amount = %1$s - %2$s - 0.5,
          mta_tax = 0.5, payment_type = %3$d
        where id = %4$d
        """
            .formatted(ride.total(), ride.tip(), ride.payment(), id));
  }

  private List<Bill> bills() {
    var bills = new ArrayList<Bill>();
    try (var statements =
        Statements.open(database.database().commands(), cycle, Optional.empty())) {
      statements.forEachRemaining(statement -> bills.addAll(statement.bills()));
    }
    return bills;
  }

  private Money inDatabase(String column) {
    return Money.of(
        database.value(
            "select sum(%s) from billing where billing_cycle = %d".formatted(column, cycle)));
  }

  private static Money sum(List<Money> amounts) {
    return Money.sum(amounts);
  }
}
