package farestream.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.audit.Audit.Found;
import farestream.audit.Audit.Outcome.Disproved;
import farestream.audit.Audit.Report;
import farestream.audit.AuditStep;
import farestream.audit.CheckedRows;
import farestream.audit.Difference;
import farestream.audit.ManualEntries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTextTest {
  private static final Disproved DISPROVED =
      new Disproved(
          List.of(
              found(AuditStep.PAYMENTS, "a payment differs from its bill", "payment", 1),
              found(AuditStep.MANUAL, "a manual bill is wrong", "billing", 3)));

  private static final ManualEntries MANUAL =
      new ManualEntries(
          1,
          BigDecimal.TEN,
          0,
          BigDecimal.ZERO,
          List.of(
              new ManualEntries.Bill(
                  7, 8, Instant.EPOCH, Instant.EPOCH, 2, 0, BigDecimal.TEN, "ada")),
          List.of());

  private static final Report REPORT = new Report(new CheckedRows(List.of()), MANUAL, DISPROVED);

  @Test
  void the_first_difference_is_marked_and_those_of_later_steps_follow() {
    assertThat(AuditText.refusal(DISPROVED))
        .isEqualTo(
            "not proved, payments: a payment differs from its bill: payment 5: it is 1,"
                + " and should be 2; 1 later step also found differences");
    var printed = new StringWriter();
    AuditText.print(REPORT, false, new PrintWriter(printed, true));
    assertThat(printed.toString().lines())
        .containsSubsequence(
            "first, payments: a payment differs from its bill: payment 5: it is 1,"
                + " and should be 2",
            "then, manual: a manual bill is wrong: billing 5: it is 1, and should be 2;"
                + " the first of 3 differences");
    assertThat(AuditText.json(REPORT, false).get("differences"))
        .extracting(found -> found.get("step").asText() + " " + found.get("first").asBoolean())
        .containsExactly("payments true", "manual false");
  }

  @Test
  void a_manual_bill_without_lines_is_listed() {
    assertThat(AuditText.json(REPORT, false).at("/manualEntries/latestBills/0/lines").asInt(-1))
        .isZero();
  }

  private static Found found(AuditStep step, String what, String table, long rows) {
    return new Found(
        step,
        new Difference(what, Map.of(table, "5"), "it", Optional.of("1"), Optional.of("2")),
        rows);
  }
}
