package farestream.view;

import farestream.tlc.FareCheckResult;
import farestream.tlc.FileFindings;
import farestream.tlc.PartsTally;
import java.util.LinkedHashMap;
import java.util.Map;

/// Views of what was found in files of trip records.
public final class TripFileViews {
  private static final View<FileFindings.Cause> CAUSE =
      View.<FileFindings.Cause>empty()
          .detail("line", FileFindings.Cause::line)
          .detail("reason", FileFindings.Cause::example)
          .detail("records", FileFindings.Cause::records);

  public static final View<FileFindings> FINDINGS =
      View.<FileFindings>empty()
          .detail("file", findings -> findings.file().name())
          .detail("records", FileFindings::records)
          .detail("missingColumns", findings -> findings.file().missing())
          .list("notices", CAUSE, FileFindings::notices)
          .list("refusals", CAUSE, FileFindings::refusals)
          .detail("remainders", FileFindings::remainders)
          .detail("remainderTotal", findings -> findings.parts().remainder());

  public static final View<FileFindings> IMPORTED =
      FINDINGS.detail("refused", FileFindings::refused);

  /// How the parts of some records add up to their totals.
  public static final View<PartsTally.Row> PARTS =
      View.<PartsTally.Row>empty()
          .column("month", PartsTally.Row::month)
          .column("vendor", PartsTally.Row::vendor)
          .detail("addUp", row -> !row.reading().isEmpty())
          .column(
              "the parts add up",
              "reading",
              PartsTally.Row::reading,
              row -> row.reading().isEmpty() ? "no" : row.reading())
          .column("remainder", PartsTally.Row::remainder)
          .column("records", PartsTally.Row::records);

  /// How many amounts of one kind equal the tariff's.
  public static final View<FareCheckResult.Row> COMPARED =
      View.<FareCheckResult.Row>empty()
          .summary("compared with the tariff", FareCheckResult.Row::what)
          .column("records", row -> row.share().all())
          .column("equal", row -> row.share().equal())
          .summary("percent", row -> row.share().percent());

  public static final View<FareCheckResult> FARE_CHECK =
      View.<FareCheckResult>empty()
          .list("parts", PARTS, result -> result.parts().rows())
          .detail("checked", FareCheckResult::checked)
          .detail("equal", TripFileViews::compared)
          .detail("meanDifference", FareCheckResult::meanDifference)
          .detail("notChecked", FareCheckResult::left)
          .detail("beyondTheBounds", FareCheckResult::outside)
          .detail("different", FareCheckResult::different);

  private TripFileViews() {}

  private static Map<String, Object> compared(FareCheckResult result) {
    var rows = new LinkedHashMap<String, Object>();
    result.rows().forEach(row -> rows.put(row.key(), COMPARED.json(row)));
    return rows;
  }
}
