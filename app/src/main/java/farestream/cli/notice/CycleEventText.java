package farestream.cli.notice;

import farestream.billing.CycleEvent;
import farestream.cli.console.CellText;
import farestream.view.CityTime;
import java.time.ZoneId;

/// Formats an event of a cycle on one line: what was done, when, by whom and why.
public final class CycleEventText {
  private CycleEventText() {}

  public static String of(CycleEvent event, ZoneId zone) {
    return "%s %s by %s%s%s"
        .formatted(
            event.kind(),
            CityTime.text(event.at(), zone),
            CellText.oneLine(event.actor()),
            event.login().equals(event.actor())
                ? ""
                : " (as %s)".formatted(CellText.oneLine(event.login())),
            event.reason().map(why -> ": " + CellText.oneLine(why)).orElse(""));
  }
}
