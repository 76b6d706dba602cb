package farestream.view;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.money.Money;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewTest {
  private record Bill(
      long number, String driver, Instant madeAt, Optional<Integer> cycle, Money due, Money cash) {}

  private static final View<Bill> BILL =
      View.<Bill>empty()
          .column("bill", Bill::number)
          .column("of driver", Bill::driver)
          .column("made", "madeAt", Bill::madeAt)
          .amount("due", Bill::due)
          .rareAmount("in cash", "cash", Bill::cash)
          .detail("cycle", Bill::cycle)
          .detail("isLarge", bill -> bill.due().compareTo(Money.of("100")) > 0);

  private static final Instant MADE = Instant.parse("2026-11-01T06:00:00.5Z");
  private static final Bill ONE =
      new Bill(1, "=cmd()", MADE, Optional.of(2), Money.of("10.50"), Money.ZERO);
  private static final Bill OTHER =
      new Bill(2, "Ann", MADE, Optional.empty(), Money.of("-0.50"), Money.ZERO);

  @Test
  void a_table_has_the_columns_with_titles() {
    var table = BILL.tableOf(List.of(ONE, OTHER));
    assertThat(table.titles()).containsExactly("bill", "of driver", "made", "due");
    assertThat(table.cells(ONE)).containsExactly("1", "=cmd()", "2026-11-01T06:00:00Z", "10.50");
    assertThat(table.totals(List.of(ONE, OTHER))).containsExactly("total", "", "", "10.00");
  }

  @Test
  void a_rare_amount_has_a_column_if_a_row_has_one() {
    var withCash = new Bill(3, "Bo", MADE, Optional.empty(), Money.of("1"), Money.of("0.01"));
    assertThat(BILL.tableOf(List.of(ONE, withCash)).titles()).contains("in cash");
    assertThat(BILL.tableOf(List.of()).titles()).doesNotContain("in cash");
  }

  @Test
  void json_has_every_name_with_exact_values() {
    assertThat(BILL.json(ONE))
        .hasToString(
            """
            {"bill":1,"ofDriver":"=cmd()","madeAt":"2026-11-01T06:00:00.500Z","due":10.50,\
            "cash":0.00,"cycle":2,"isLarge":false}""");
    assertThat(BILL.json(OTHER).get("cycle").isNull()).isTrue();
    assertThat(BILL.json(List.of(ONE, OTHER))).hasSize(2);
    assertThat(BILL.sums(List.of(ONE, OTHER))).hasToString("{\"due\":10.00,\"cash\":0.00}");
  }

  @Test
  void csv_has_the_same_names_and_no_formulas() {
    var csv = new StringWriter();
    BILL.writeCsv(List.of(ONE, OTHER), csv);
    assertThat(csv.toString().lines())
        .containsExactly(
            "bill,ofDriver,madeAt,due,cash,cycle,isLarge",
            "1,'=cmd(),2026-11-01T06:00:00.500Z,10.50,0.00,2,no",
            "2,Ann,2026-11-01T06:00:00.500Z,-0.50,0.00,,no");
  }

  private record Cycle(List<Bill> bills, Optional<Bill> largest) {}

  private static final View<Bill> DUE = View.<Bill>empty().column("due", Bill::due);

  private static final View<Cycle> CYCLE =
      View.<Cycle>empty()
          .list("bills", DUE, Cycle::bills)
          .object("first", DUE, cycle -> cycle.bills().getFirst())
          .optional("driver", cycle -> cycle.largest().map(Bill::driver))
          .optional(DUE, Cycle::largest)
          .detail("byDriver", _ -> Map.of("Ann", 1L));

  @Test
  void parts_are_objects_and_arrays_within_json() {
    assertThat(CYCLE.json(new Cycle(List.of(ONE, OTHER), Optional.of(OTHER))))
        .hasToString(
            """
            {"bills":[{"due":10.50},{"due":-0.50}],"first":{"due":10.50},"driver":"Ann",\
            "due":-0.50,"byDriver":{"Ann":1}}""");
    assertThat(CYCLE.tableOf(List.of()).titles()).isEmpty();
  }

  @Test
  void json_leaves_out_an_optional_part_that_is_absent_and_csv_leaves_it_empty() {
    var without = new Cycle(List.of(ONE), Optional.empty());
    assertThat(CYCLE.json(without).propertyStream().map(Map.Entry::getKey))
        .containsExactly("bills", "first", "byDriver");
    var csv = new StringWriter();
    CYCLE.writeCsv(List.of(without), csv);
    assertThat(csv.toString()).startsWith("bills,first,driver,due,byDriver").contains("}\",,,");
  }

  private enum State {
    MISSING_IN_LEDGER
  }

  @Test
  void the_name_of_a_constant_is_camel_case() {
    assertThat(View.name(State.MISSING_IN_LEDGER)).isEqualTo("missingInLedger");
  }
}
