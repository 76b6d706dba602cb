package farestream.cli.notice;

import farestream.billing.Cycles;
import farestream.billing.Cycles.ManualCycle;
import farestream.cli.console.Plural;
import farestream.failure.Refusal;
import java.time.ZoneOffset;
import java.util.Optional;

/// Explains why there is no cycle with a number: it is unused, only manual bills have it, or its
/// proposals were all rejected.
public final class NoSuchCycle {
  private NoSuchCycle() {}

  public static Refusal refused(int number, Cycles cycles) {
    return new Refusal(why(number, cycles));
  }

  private static String why(int number, Cycles cycles) {
    var events = cycles.events(number);
    if (!events.isEmpty()) {
      return "cycle %d was proposed and rejected, and doesn't exist now: %s"
          .formatted(number, CycleEventText.of(events.getLast(), ZoneOffset.UTC));
    }
    return manualCycle(number, cycles)
        .map(NoSuchCycle::text)
        .orElseGet(
            () ->
                cycles.list(1).isEmpty()
                    ? "there is no cycle yet: ./farestream bill closes the first"
                    : "there is no cycle %d: ./farestream cycle list shows them".formatted(number));
  }

  public static Optional<ManualCycle> manualCycle(int number, Cycles cycles) {
    return cycles.manualCycles().stream().filter(of -> of.number() == number).findFirst();
  }

  public static String text(ManualCycle of) {
    return "cycle %1$d has only %2$s and was not closed by ./farestream bill: see ./farestream"
            .formatted(of.number(), Plural.of(of.bills(), "manual bill"))
        + " statement --cycle %d --driver-id N".formatted(of.number());
  }
}
