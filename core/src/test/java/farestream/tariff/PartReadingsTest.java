package farestream.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.money.Money;
import farestream.trip.Fare;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Tests the readings of published amounts. Amounts are in cents.
class PartReadingsTest {
  private static final PartReadings READINGS = PartReadings.load();
  private static final Optional<Long> ONE = Optional.of(1L);
  private static final Optional<Long> TWO = Optional.of(2L);
  private static final LocalDate IN_2019 = LocalDate.of(2019, 3, 1);
  private static final LocalDate IN_2024 = LocalDate.of(2024, 1, 9);
  private static final LocalDate IN_2025 = LocalDate.of(2025, 3, 1);

  /// @param cents meter, extra, MTA tax, tip, improvement and congestion surcharge, total
  private static Fare fare(long... cents) {
    return fare(
        List.of(
            cents[0], cents[1], cents[2], cents[3], 0L, 0L, cents[4], cents[5], 0L, 0L, 0L,
            cents[6]));
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

  private static PartReadings.Split green2024(Optional<Long> vendor, Fare published) {
    return READINGS.split(published, vendor, CabType.GREEN, IN_2024, Set.of());
  }

  private static Fare yellow2019(Optional<Long> vendor, Fare published) {
    return READINGS.split(published, vendor, CabType.YELLOW, IN_2019, Set.of()).fare();
  }

  @Test
  void an_mta_tax_that_holds_the_improvement_surcharge_is_split() {
    var split = green2024(ONE, fare(1210, 0, 150, 0, 100, 0, 1360));
    assertThat(split.fare()).isEqualTo(fare(1210, 0, 50, 0, 100, 0, 1360));
    assertThat(split.reading()).contains("mta_tax holds improvement_surcharge");
    assertThat(green2024(ONE, fare(2190, 525, 150, 570, 100, 275, 3435)).fare())
        .isEqualTo(fare(2190, 250, 50, 570, 100, 275, 3435));
  }

  @Test
  void a_refund_is_split_alike() {
    assertThat(green2024(ONE, fare(-1210, 0, -150, 0, -100, 0, -1360)).fare())
        .isEqualTo(fare(-1210, 0, -50, 0, -100, 0, -1360));
  }

  @Test
  void an_mta_tax_may_hold_surcharges_that_are_not_named() {
    assertThat(green2024(ONE, fare(1910, 275, 425, 0, 0, 275, 2610)).fare())
        .isEqualTo(fare(1910, 275, 50, 0, 100, 275, 2610));
    assertThat(green2024(ONE, fare(1210, 0, 150, 0, 0, 0, 1360)).fare())
        .isEqualTo(fare(1210, 0, 50, 0, 100, 0, 1360));
  }

  @Test
  void another_vendors_mta_tax_is_what_it_says() {
    var split = green2024(TWO, fare(1210, 0, 150, 0, 100, 0, 1360));
    assertThat(split.reading()).isEmpty();
    assertThat(split.fare().other()).hasToString("-1.00");
  }

  @Test
  void a_surcharge_in_the_total_only_is_named_where_its_column_is_blank() {
    var published = fare(1910, 250, 50, 388, 100, 0, 2973);
    var blank = Set.of("congestion_surcharge", "ehail_fee");
    var split = READINGS.split(published, TWO, CabType.GREEN, IN_2024, blank);
    assertThat(split.fare()).isEqualTo(fare(1910, 250, 50, 388, 100, 275, 2973));
    assertThat(split.reading()).contains("total_amount holds congestion_surcharge");
    assertThat(green2024(TWO, published).reading()).isEmpty();
  }

  @Test
  void surcharges_outside_extra_are_unchanged() {
    var published = fare(1000, 100, 0, 0, 0, 250, 1350);
    assertThat(yellow2019(ONE, published)).isEqualTo(published);
    assertThat(yellow2019(TWO, published)).isEqualTo(published);
  }

  @Test
  void surcharges_inside_extra_are_subtracted() {
    assertThat(yellow2019(ONE, fare(1000, 350, 0, 0, 0, 250, 1350)))
        .isEqualTo(fare(1000, 100, 0, 0, 0, 250, 1350));
    assertThat(yellow2019(Optional.empty(), fare(-1000, -350, 0, 0, 0, -250, -1350)))
        .isEqualTo(fare(-1000, -100, 0, 0, 0, -250, -1350));
  }

  @Test
  void one_fee_may_be_inside_and_another_outside() {
    var published = fare(List.of(1000L, 350L, 0L, 0L, 0L, 0L, 0L, 250L, 175L, 75L, 0L, 1600L));
    assertThat(READINGS.split(published, ONE, CabType.YELLOW, IN_2025, Set.of()).fare())
        .isEqualTo(fare(List.of(1000L, 100L, 0L, 0L, 0L, 0L, 0L, 250L, 175L, 75L, 0L, 1600L)));
  }

  @Test
  void a_surcharge_that_was_named_but_not_charged_makes_no_negative_extra() {
    var fare = yellow2019(ONE, fare(3730, 0, 0, 0, 0, 275, 3730));
    assertThat(fare.extra().isZero()).isTrue();
    assertThat(fare.other()).hasToString("-2.75");
  }

  @Test
  void what_no_reading_explains_is_a_remainder() {
    assertThat(yellow2019(TWO, fare(1000, 100, 0, 0, 0, 250, 1540)).other()).hasToString("1.90");
    assertThat(yellow2019(ONE, fare(1000, 350, 0, 0, 0, 250, 1545)))
        .extracting(Fare::extra, Fare::other)
        .containsExactly(Money.of("1.00"), Money.of("1.95"));
  }

  @Test
  void a_charge_that_is_known_and_has_no_column_is_other_and_no_remainder() {
    var split =
        READINGS.split(fare(1000, 100, 0, 0, 0, 250, 1545), TWO, CabType.YELLOW, IN_2019, Set.of());
    assertThat(split.fare().other()).hasToString("1.95");
    assertThat(split.reading()).contains("total_amount holds other_amount");
  }

  @Provide
  Arbitrary<Fare> anyRecord() {
    var fee = Arbitraries.of(0L, 75L, 100L, 125L, 175L, 250L, 275L, -250L);
    var amount = Arbitraries.longs().between(-20_000, 20_000);
    return Combinators.combine(amount.list().ofSize(6), fee.list().ofSize(4), amount)
        .as(
            (some, fees, total) -> {
              var all = new ArrayList<>(some);
              all.addAll(fees);
              all.add(0L);
              var sum = all.stream().mapToLong(Long::longValue).sum();
              all.add(total % 2 == 0 ? total : sum - fees.get(1));
              return fare(all);
            });
  }

  @Property
  void parts_always_add_up_to_the_records_total(
      @ForAll("anyRecord") Fare published, @ForAll CabType cab, @ForAll boolean vendorOne) {
    var vendor = vendorOne ? ONE : TWO;
    var fare = READINGS.split(published, vendor, cab, IN_2025, Set.of("ehail_fee")).fare();
    assertThat(fare.sumOfParts()).isEqualTo(published.total());
    assertThat(fare.total()).isEqualTo(published.total());
    assertThat(fare.meter()).isEqualTo(published.meter());
    assertThat(fare.tip()).isEqualTo(published.tip());
  }
}
