package farestream.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.money.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverShareTest {

  @Test
  void the_labs_share_of_a_bill_is_rounded_half_away_from_zero() {
    assertThat(Money.of("42.26").part(DriverShare.LAB.share())).isEqualTo(Money.of("33.81"));
    assertThat(Money.of("-0.01").part(new DriverShare(new BigDecimal("0.5")).share()))
        .isEqualTo(Money.of("-0.01"));
  }

  @Test
  void a_share_is_the_same_however_many_zeros_it_is_written_with() {
    assertThat(new DriverShare(new BigDecimal("0.80000000"))).isEqualTo(DriverShare.LAB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.000001", "1.000001", "80", "0.8000001"})
  void a_share_below_0_above_1_or_finer_than_its_column_is_refused(String share) {
    assertThatThrownBy(() -> new DriverShare(new BigDecimal(share)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("driver share");
  }
}
