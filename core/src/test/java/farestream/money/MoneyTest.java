package farestream.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  private static final long MOST_CENTS = 49_999_999_999_999L;

  @Property
  void a_part_and_its_remainder_add_up(
      @ForAll @LongRange(min = -MOST_CENTS, max = MOST_CENTS) long cents,
      @ForAll @BigRange(min = "0", max = "1") @Scale(6) BigDecimal share) {
    var whole = Money.ofCents(cents);
    var part = whole.part(share);
    assertThat(part.plus(whole.minus(part))).isEqualTo(whole);
  }

  @Property
  void a_part_is_rounded_half_away_from_zero(
      @ForAll @LongRange(min = -MOST_CENTS, max = MOST_CENTS) long cents,
      @ForAll @BigRange(min = "0", max = "1") @Scale(6) BigDecimal share) {
    // Computes the expected amount independently, in integers of a millionth of a cent.
    var million = BigInteger.valueOf(1_000_000);
    var exact =
        BigInteger.valueOf(Math.abs(cents)).multiply(share.movePointRight(6).toBigInteger());
    var nearest = exact.add(BigInteger.valueOf(500_000)).divide(million);
    var expected = cents < 0 ? nearest.negate() : nearest;
    assertThat(Money.ofCents(cents).part(share))
        .isEqualTo(Money.ofCents(expected.longValueExact()));
  }

  @Property
  void an_amount_read_from_its_own_text_is_the_same(
      @ForAll @LongRange(min = -MOST_CENTS, max = MOST_CENTS) long cents) {
    assertThat(Money.of(Money.ofCents(cents).toString())).isEqualTo(Money.ofCents(cents));
  }

  @Property
  void sums_are_exact(
      @ForAll @LongRange(min = -MOST_CENTS, max = MOST_CENTS) long one,
      @ForAll @LongRange(min = -MOST_CENTS, max = MOST_CENTS) long other) {
    assertThat(Money.ofCents(one).plus(Money.ofCents(other))).isEqualTo(Money.ofCents(one + other));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7.00",
    "7.5, 7.50",
    "-0.30, -0.30",
    "1E+3, 1000.00",
    "12.959999999999999, 12.96",
    "-5.8000000000000007, -5.80",
    "999999999999.99, 999999999999.99",
    "0.000, 0.00"
  })
  void a_text_in_whole_cents_is_parsed(String text, String shown) {
    assertThat(Money.of(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1,5",
        "$3",
        "NaN",
        "Infinity",
        "0x1p3",
        "12.965",
        "0.001",
        "1E+12",
        "1000000000000",
        "-1000000000000",
        "999999999999.999",
        "1E+999999999",
        "1E-999999999"
      })
  void a_text_that_is_not_in_whole_cents_is_refused(String text) {
    assertThatThrownBy(() -> Money.of(text)).isInstanceOf(InvalidAmount.class);
  }

  @Test
  void a_very_long_text_is_refused_and_not_quoted_in_full() {
    assertThatThrownBy(() -> Money.of("1".repeat(100_000)))
        .isInstanceOf(InvalidAmount.class)
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(120));
  }
}
