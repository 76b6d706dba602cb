package farestream.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static final String TRIP = "2020-04-05T18:52:42Z,8987397";

  @Test
  void without_a_terminal_a_table_is_not_shortened() {
    assertThat(printed(table(), Optional.empty()))
        .isEqualTo(printed(table(), Optional.of(1_000)))
        .contains("somebody.with.a.name@rides.example", "the amount in all")
        .doesNotContain("…");
  }

  @Test
  void texts_and_titles_are_shortened_to_the_terminal_and_numbers_and_tripinfos_are_not() {
    var printed = printed(table(), Optional.of(70));
    assertThat(printed.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(70));
    assertThat(printed).contains(TRIP, "12345.67", "…").doesNotContain("rides.example");
    assertThat(printed.lines().findFirst().orElseThrow()).contains("the am");
  }

  @Test
  void if_shortening_is_not_enough_each_value_has_a_line() {
    var printed = printed(table(), Optional.of(50));
    assertThat(printed)
        .contains("-[ 1 ]-", " tripinfo          | " + TRIP, " the amount in all | 12345.67")
        .contains("-[ total ]-");
    assertThat(printed.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(50));
  }

  private static TextTable table() {
    var table = new TextTable("id", "tripinfo", "rider", "the amount in all");
    table.row("1", TRIP, "somebody.with.a.name@rides.example", "12345.67");
    table.total(List.of("total", "", "", "12345.67"));
    return table;
  }

  private static String printed(TextTable table, Optional<Integer> columns) {
    var out = new StringWriter();
    table.print(new PrintWriter(out, true), columns);
    return out.toString();
  }
}
