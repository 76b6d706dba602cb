package farestream.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import farestream.reconcile.ComparisonTotals;
import farestream.reconcile.Finding;
import farestream.reconcile.RepairReport;
import farestream.reconcile.SideTotals;
import farestream.reconcile.Verdict;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Views of a comparison and a repair. Only tables contain personal data, because JSON may end in
/// a log. Differing fields are named as the columns of `trips`.
public final class ReconcileViews {
  private static final JsonMapper JSON = new JsonMapper();

  public static final View<SideTotals> TOTALS =
      View.<SideTotals>empty()
          .column("number", SideTotals::trips)
          .detail("items", SideTotals::items)
          .column("in DynamoDB", "dynamodbTotal", SideTotals::inDynamoDb)
          .detail("rows", SideTotals::rows)
          .column("in PostgreSQL", "postgresqlTotal", SideTotals::inPostgres);

  private static final View<ComparisonTotals> BY_VERDICT = byVerdict();

  public static final View<ComparisonTotals> COMPARISON =
      View.<ComparisonTotals>empty()
          .detail("began", ComparisonTotals::began)
          .detail("equal", ComparisonTotals::isEqual)
          .detail("faults", ComparisonTotals::faults)
          .object("trips", BY_VERDICT, comparison -> comparison);

  public static final View<Finding> FINDING =
      View.<Finding>empty()
          .summary("rider", Finding::riderEmail)
          .detail("verdict", finding -> View.name(finding.verdict()))
          .column("tripinfo", Finding::tripInfo)
          .detail("item", finding -> View.name(finding.item()))
          .optional("in DynamoDB", "dynamodbTotal", Finding::inDynamoDb)
          .optional("in PostgreSQL", "postgresqlTotal", Finding::inPostgres)
          .optional("record", Finding::quarantineId)
          .optional(
              "fields",
              finding ->
                  finding
                      .differences()
                      .map(raw -> JsonNodeFactory.instance.rawValueNode(new RawValue(raw))))
          .summary("what", ReconcileViews::fault);

  public static final View<RepairReport> REPAIR =
      View.<RepairReport>empty()
          .detail("source", RepairReport::source)
          .detail("recorded", RepairReport::recorded)
          .detail("amended", RepairReport::amended)
          .detail("removalsNoted", RepairReport::removalsNoted)
          .detail("quarantined", RepairReport::quarantined)
          .detail("leftAlone", RepairReport::leftAlone)
          .detail("gapsHealed", RepairReport::gapsHealed);

  private ReconcileViews() {}

  private static View<ComparisonTotals> byVerdict() {
    var view = View.<ComparisonTotals>empty();
    for (var verdict : Verdict.values()) {
      view = view.object(View.name(verdict), TOTALS, comparison -> comparison.of(verdict));
    }
    return view.object("inAll", TOTALS, ComparisonTotals::inAll);
  }

  private static String fault(Finding finding) {
    var fault =
        switch (finding.item()) {
          case COMPLETED -> finding.differences().map(ReconcileViews::fields);
          case UNREADABLE -> Optional.of("the item can't be read as a completed trip");
          case NOT_COMPLETED -> Optional.of("the item is no longer Completed");
          case ABSENT -> Optional.<String>empty();
        };
    var record = finding.quarantineId().map("record %d in quarantine"::formatted);
    return Stream.of(fault, record)
        .flatMap(Optional::stream)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String fields(String differences) {
    try {
      return String.join(", ", (Iterable<String>) JSON.readTree(differences)::fieldNames);
    } catch (JsonProcessingException notFromPostgres) {
      throw new UncheckedIOException(notFromPostgres);
    }
  }
}
