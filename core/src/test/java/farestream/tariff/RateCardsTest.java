package farestream.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.reference.ReferenceTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateCardsTest {
  private static final LocalDate FIRST = LocalDate.of(2012, 9, 4);
  private static final String HEADER = "figure,cab,first day,last day,amount,source";

  @Property
  void every_day_has_every_figure_once(@ForAll @IntRange(max = 10_000) int days) {
    for (var cab : CabType.values()) {
      var card = RateCards.load().on(FIRST.plusDays(days), cab).orElseThrow();
      assertThat(Figure.values())
          .allSatisfy(figure -> assertThat(card.number(figure)).isNotNegative());
      assertThat(card.firstDay()).isBeforeOrEqualTo(FIRST.plusDays(days));
    }
  }

  @Test
  void there_is_none_before_the_first_day() {
    assertThat(RateCards.load().on(FIRST.minusDays(1), CabType.YELLOW)).isEmpty();
    assertThat(RateCards.load().firstDay()).isEqualTo(FIRST);
  }

  @Test
  void every_row_names_its_source() {
    assertThat(ReferenceTable.rows(RateCards.class, "rates.csv", HEADER))
        .noneMatch(row -> row.getLast().isBlank());
  }

  @Test
  void a_gap_an_overlap_an_end_or_a_missing_figure_is_refused() {
    assertThat(RateCards.of(changed("", "")).firstDay()).isEqualTo(FIRST);
    refused("night,both,2012-09-04,2022-12-18", "night,both,2012-09-04,2022-12-17", "gap");
    refused("night,both,2012-09-04,2022-12-18", "night,both,2012-09-04,2022-12-19", "overlaps");
    refused("night,both,2022-12-19,", "night,both,2022-12-19,2030-01-01", "no open-ended row");
    refused("night,both,2012-09-04,2022-12-18", "night,both,2012-09-05,2022-12-18", "gap");
    refused("night,both,2022-12-19,", "night,green,2022-12-19,", "no open-ended row");
    refused("night,both,2012-09-04,2022-12-18", "night,both,2012-09-04,2010-01-01", "gap");
    refused("night,both,2012-09-04,", "evening,both,2012-09-04,", "evening");
  }

  private static void refused(String row, String other, String why) {
    assertThatThrownBy(() -> RateCards.of(changed(row, other)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }

  private static List<List<String>> changed(String row, String other) {
    var rows = new ArrayList<List<String>>();
    for (var values : ReferenceTable.rows(RateCards.class, "rates.csv", HEADER)) {
      var line = String.join(",", values);
      rows.add(
          row.isEmpty() || !line.startsWith(row)
              ? values
              : Arrays.asList((other + line.substring(row.length())).split(",", -1)));
    }
    return rows;
  }
}
