package farestream.view;

import farestream.audit.Acts;
import farestream.audit.Audit.Found;
import farestream.audit.Audit.Outcome;
import farestream.audit.Audit.Report;
import farestream.audit.AuditStep;
import farestream.audit.ChainHead;
import farestream.audit.CheckedRows;
import farestream.audit.ManualEntries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Views of an audit: the rows it checked, and manual bills and payments.
public final class AuditViews {
  public static final View<CheckedRows.Tally> TALLY =
      View.<CheckedRows.Tally>empty()
          .summary("checked", CheckedRows.Tally::of)
          .column("rows", CheckedRows.Tally::rows)
          .column(
              "amount",
              "amount",
              CheckedRows.Tally::sum,
              tally -> tally.sum().signum() == 0 ? "" : tally.sum().toPlainString());

  /// What one person did of one kind within a minute.
  public static final View<Acts.Act> ACT =
      View.<Acts.Act>empty()
          .column("at", "recordedAt", Acts.Act::recordedAt)
          .column("by", "actor", Acts.Act::actor)
          .column("login", Acts.Act::login)
          .column("act", Acts.Act::act)
          .column("object", Acts.Act::object)
          .column("amount", Acts.Act::amount);

  /// A manual bill. Its period excludes both ends.
  public static final View<ManualEntries.Bill> BILL =
      View.<ManualEntries.Bill>empty()
          .column("bill", ManualEntries.Bill::id)
          .column("driver", ManualEntries.Bill::driverId)
          .column("after", "starts", ManualEntries.Bill::starts)
          .column("before", "ends", ManualEntries.Bill::ends)
          .column("rides", ManualEntries.Bill::rides)
          .column("lines", ManualEntries.Bill::lines)
          .column("billed", ManualEntries.Bill::amount)
          .column("by", "actor", ManualEntries.Bill::actor);

  public static final View<ManualEntries.Payment> PAYMENT =
      View.<ManualEntries.Payment>empty()
          .column("payment", ManualEntries.Payment::id)
          .column("bill", ManualEntries.Payment::billId)
          .column("driver", ManualEntries.Payment::driverId)
          .column("date", "paidAt", ManualEntries.Payment::paidAt)
          .column("paid", ManualEntries.Payment::amount)
          .column("by", "actor", ManualEntries.Payment::actor);

  private static final View<ManualEntries> MANUAL =
      View.<ManualEntries>empty()
          .detail("bills", ManualEntries::bills)
          .detail("billed", ManualEntries::billed)
          .detail("payments", ManualEntries::payments)
          .detail("paid", ManualEntries::paid)
          .list("latestBills", BILL, ManualEntries::latestBills)
          .list("latestPayments", PAYMENT, ManualEntries::latestPayments);

  private static final View<ChainHead> HEAD =
      View.<ChainHead>empty()
          .detail("posting", ChainHead::posting)
          .detail("digest", ChainHead::digest);

  /// The first difference that a step found.
  private record Step(Found found, boolean isFirst) {}

  private static final View<Step> STEP =
      View.<Step>empty()
          .detail("step", step -> name(step.found().step()))
          .detail("first", Step::isFirst)
          .detail("what", step -> step.found().first().what())
          .detail("rows", step -> step.found().first().rows())
          .detail("figure", step -> step.found().first().figure())
          .detail("is", step -> step.found().first().is())
          .detail("shouldBe", step -> step.found().first().shouldBe())
          .detail("inStep", step -> step.found().rows());

  public static final View<Report> REPORT =
      View.<Report>empty()
          .detail("proved", report -> report.outcome() instanceof Outcome.Proved)
          .optional("head", report -> head(report.outcome()).map(HEAD::json))
          .optional("differences", report -> steps(report.outcome()).map(STEP::json))
          .detail("checked", AuditViews::checked)
          .object("manualEntries", MANUAL, Report::manualEntries);

  private AuditViews() {}

  private static Optional<ChainHead> head(Outcome outcome) {
    return outcome instanceof Outcome.Proved(var head) ? head : Optional.empty();
  }

  private static Optional<List<Step>> steps(Outcome outcome) {
    return outcome instanceof Outcome.Disproved disproved
        ? Optional.of(
            disproved.steps().stream()
                .map(found -> new Step(found, found.equals(disproved.first())))
                .toList())
        : Optional.empty();
  }

  private static Map<String, Object> checked(Report report) {
    var rows = new LinkedHashMap<String, Object>();
    report.checked().tallies().forEach(tally -> rows.put(tally.of(), TALLY.json(tally)));
    return rows;
  }

  public static String name(AuditStep step) {
    return step.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
