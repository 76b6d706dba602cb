package farestream.billing;

import static farestream.billing.BilledDatabase.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.Billing.Outcome.Closed;
import farestream.billing.Billing.Outcome.NothingToBill;
import farestream.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// Properties of bills. All tries share one database; each try is the next cycle.
@Tag("slow")
class BillPropertiesTest {
  private static final Duration CYCLE = Duration.ofDays(1);

  private final BilledDatabase database = new BilledDatabase();
  private Instant cycleStarts = Instant.parse("2019-03-05T05:00:00Z");

  /// A trip.
  ///
  /// @param after the time from the cycle's start to the drop-off; negative for a late trip, and
  ///     sometimes after the cut-off
  record Ride(long driverId, Duration after, Money total) {}

  @Provide
  Arbitrary<List<Ride>> rides() {
    var driver = Arbitraries.of(510909L, 528204L, 507977L);
    var after =
        Arbitraries.longs()
            .between(-CYCLE.toSeconds(), CYCLE.toSeconds() * 5 / 4)
            .map(Duration::ofSeconds);
    var total = Arbitraries.longs().between(-5_000_00, 2_000_000_00).map(Money::ofCents);
    return Combinators.combine(driver, after, total).as(Ride::new).list().ofMaxSize(12);
  }

  @Property(tries = 40)
  void bills_are_the_sums_of_their_lines_and_lines_the_totals_of_their_trips(
      @ForAll("rides") List<Ride> rides) {
    ride(rides);
    database.releaseAll();
    switch (database.billing().close(nextCutOff(), NOW)) {
      case Closed closed -> {
        for (var bill : closed.bills()) {
          // A bill without rides carries the balance of a refund.
          if (bill.rides() == 0) {
            assertThat(bill.carriedIn().isZero()).isFalse();
            continue;
          }
          assertThat(billWithItsLines(bill))
              .isEqualTo("%s/%d".formatted(bill.amount(), bill.rides()).repeat(3));
        }
      }
      case NothingToBill _ -> {}
      case Billing.Outcome.Refused refused -> throw new AssertionError(refused);
    }
    assertThat(
            database.value("select count(*) from trips where dropoff_datetime < " + lastCutOff()))
        .isEqualTo(database.value("select count(*) from billing_line"));
  }

  @Property(tries = 40)
  void a_preview_gives_what_closing_then_gives_and_writes_nothing(
      @ForAll("rides") List<Ride> rides) {
    ride(rides);
    var cutOff = nextCutOff();
    var before = written();
    var preview = database.billing().preview(cutOff, NOW);
    assertThat(written()).isEqualTo(before);
    assertThat(withoutIds(database.billing().close(cutOff, NOW))).isEqualTo(preview);
  }

  private void ride(List<Ride> rides) {
    // All tries share one connection.
    database
        .commands()
        .useHandle(
            _ ->
                rides.forEach(
                    ride ->
                        database.trip(
                            ride.driverId(),
                            cycleStarts.plus(ride.after()),
                            ride.total().amount())));
  }

  private Instant nextCutOff() {
    cycleStarts = cycleStarts.plus(CYCLE);
    return cycleStarts;
  }

  private String lastCutOff() {
    return "'" + cycleStarts + "'";
  }

  /// The amount and number of rides according to a bill, its lines and their trips.
  private String billWithItsLines(DriverBill bill) {
    return database.value(
        """
        select format('%s/%s', min(billing_amount), min(rides_total))
            || format('%s/%s', sum(amount), count(*))
            || format('%s/%s', sum(total_amount), count(*))
        from billing join billing_line on billing_id = billing.id join trips on trips.id = trip_id
        where trips.driver_id = billing.driver_id and billing.id =
        """
            + bill.billId().orElseThrow());
  }

  private String written() {
    return database.value(
        """
        select array[(select count(*) from billing), (select count(*) from billing_line),
          (select count(*) from billing_cycle)]::text
        """);
  }

  private static Billing.Outcome withoutIds(Billing.Outcome outcome) {
    return outcome instanceof Closed(var cycle, var bills, var manualBills, var remarks, var held)
        ? new Closed(
            cycle, bills.stream().map(DriverBill::withoutId).toList(), manualBills, remarks, held)
        : outcome;
  }
}
