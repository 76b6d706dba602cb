package farestream.cli.notice;

import farestream.billing.Holds;
import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.view.CycleViews;
import java.io.PrintWriter;

/// Prints held trips as text.
public final class HoldText {
  private static final int MAX_ROWS = 20;

  private HoldText() {}

  /// Prints the held trips; prints nothing if there are none.
  public static void print(Holds holds, PrintWriter out) {
    if (holds.trips() == 0) {
      return;
    }
    out.printf(
        "held: %s, %s in all, not billed until repaired or decided on with ./farestream trip release"
            + " or trip reject%n",
        Plural.of(holds.trips(), "trip"), holds.total().toPlainString());
    TextTable.of(CycleViews.HOLD, holds.first().stream().limit(MAX_ROWS).toList()).print(out);
    if (holds.trips() > MAX_ROWS) {
      out.printf(
          "(the first %d of %d; --json shows %s)%n",
          MAX_ROWS,
          holds.trips(),
          holds.first().size() == holds.trips() ? "all" : "the first " + holds.first().size());
    }
  }
}
