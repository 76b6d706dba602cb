package farestream.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.money.Money;
import farestream.trip.Fare;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FareSplitTest {
  /// Meter, extra, congestion, airport and zone fee, total, in cents; the rest nothing.
  private static Fare recorded(
      long meter, long extra, long congestion, long airport, long zone, long total) {
    return fare(List.of(meter, extra, 0L, 0L, 0L, 0L, 0L, congestion, airport, zone, 0L, total));
  }

  private static Fare fare(List<Long> cents) {
    var amounts = cents.stream().map(Money::ofCents).toList();
    return new Fare(
        amounts.get(0),
        amounts.get(1),
        amounts.get(2),
        amounts.get(3),
        amounts.get(4),
        amounts.get(5),
        amounts.get(6),
        amounts.get(7),
        amounts.get(8),
        amounts.get(9),
        amounts.get(10),
        amounts.get(11));
  }

  @Provide
  Arbitrary<Fare> anyRecord() {
    var fee = Arbitraries.of(0L, 75L, 125L, 175L, 250L, 275L, -250L);
    var other = Arbitraries.longs().between(-20_000, 20_000);
    var parts = other.list().ofSize(7);
    return net.jqwik.api.Combinators.combine(parts, fee, fee, fee, other, Arbitraries.of(0, 1))
        .as(
            (some, congestion, airport, zone, total, inside) -> {
              var all = new java.util.ArrayList<>(some);
              all.addAll(List.of(congestion, airport, zone, 0L));
              var sum = all.stream().mapToLong(Long::longValue).sum();
              // Half of them add up, with the fees inside or beside.
              all.add(total % 2 == 0 ? total : sum - inside * (congestion + airport + zone));
              return fare(all);
            });
  }

  @Property
  void parts_always_add_up_to_the_records_total(
      @ForAll("anyRecord") Fare recorded, @ForAll boolean vendorOne) {
    var fare = FareSplit.of(recorded, vendorOne);
    assertThat(fare.sumOfParts()).isEqualTo(recorded.total());
    assertThat(fare.total()).isEqualTo(recorded.total());
    assertThat(fare.meter()).isEqualTo(recorded.meter());
    assertThat(fare.congestionSurcharge()).isEqualTo(recorded.congestionSurcharge());
    assertThat(fare.airportFee()).isEqualTo(recorded.airportFee());
    assertThat(fare.cbdCongestionFee()).isEqualTo(recorded.cbdCongestionFee());
  }

  @Test
  void fees_beside_extra_stay_where_they_are() {
    var recorded = recorded(1000, 100, 250, 0, 0, 1350);
    assertThat(FareSplit.of(recorded, true)).isEqualTo(recorded);
  }

  @Test
  void fees_inside_extra_are_taken_out() {
    assertThat(FareSplit.of(recorded(1000, 350, 250, 0, 0, 1350), false))
        .isEqualTo(recorded(1000, 100, 250, 0, 0, 1350));
    assertThat(FareSplit.of(recorded(1000, 500, 250, 175, 75, 1500), true))
        .isEqualTo(recorded(1000, 0, 250, 175, 75, 1500));
  }

  @Test
  void one_fee_may_be_inside_and_another_beside() {
    assertThat(FareSplit.of(recorded(1000, 350, 250, 125, 0, 1475), true))
        .isEqualTo(recorded(1000, 100, 250, 125, 0, 1475));
  }

  @Test
  void a_refund_is_split_like_any_other() {
    assertThat(FareSplit.of(recorded(-1000, -350, -250, 0, 0, -1350), true))
        .isEqualTo(recorded(-1000, -100, -250, 0, 0, -1350));
  }

  @Test
  void a_fee_that_was_named_but_not_charged_makes_no_negative_extra() {
    var fare = FareSplit.of(recorded(3730, 0, 275, 0, 0, 3730), true);
    assertThat(fare.extra().isZero()).isTrue();
    assertThat(fare.other()).hasToString("-2.75");
  }

  @Test
  void what_no_reading_explains_is_other() {
    assertThat(FareSplit.of(recorded(1000, 100, 250, 0, 0, 1545), false).other())
        .hasToString("1.95");
    assertThat(FareSplit.of(recorded(1000, 350, 250, 0, 0, 1545), true))
        .extracting(Fare::extra, Fare::other)
        .containsExactly(Money.of("1.00"), Money.of("1.95"));
  }
}
