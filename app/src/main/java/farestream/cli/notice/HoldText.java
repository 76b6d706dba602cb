package farestream.cli.notice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.billing.Holds;
import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.view.CycleViews;
import java.io.PrintWriter;

/// Trips that are held, as a person or a program reads them.
public final class HoldText {
  private static final int MOST_ROWS = 20;

  private HoldText() {}

  /// Nothing if none is held.
  public static void print(Holds holds, PrintWriter out) {
    if (holds.trips() == 0) {
      return;
    }
    out.printf(
        "held: %s, %s in all, not billed until ./farestream trip release or trip reject, or until"
            + " what is wrong is put right%n",
        Plural.of(holds.trips(), "trip"), holds.total().toPlainString());
    TextTable.of(CycleViews.HOLD, holds.first().stream().limit(MOST_ROWS).toList()).print(out);
    if (holds.trips() > MOST_ROWS) {
      out.printf(
          "(the first %d of %d; --json has %s)%n",
          MOST_ROWS,
          holds.trips(),
          holds.first().size() == holds.trips() ? "all" : "the first " + holds.first().size());
    }
  }

  /// How many, what they come to, and the first of them.
  public static void json(Holds holds, ObjectNode json) {
    json.put("heldTrips", holds.trips());
    json.put("heldTotal", holds.total());
    json.set("held", CycleViews.HOLD.json(holds.first()));
  }
}
