package farestream.cli.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.billing.Cycles;
import farestream.billing.RecordedCycle;
import farestream.config.Config;
import farestream.view.View;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine;

/// The context of one `pay` command, shared by all its modes.
record PayWork(Config config, Instant now, boolean dryRun, boolean json, CommandLine command) {

  private static final View<PayWork> MODE = View.<PayWork>empty().detail("dryRun", PayWork::dryRun);

  PrintWriter out() {
    return command.getOut();
  }

  /// Prints that there is nothing to pay, and whether a proposed cycle may be the reason.
  void printNothing(String nothing) {
    out().println(nothing);
    new Cycles(config.ledger())
        .list(1).stream()
            .map(Cycles.Summary::recorded)
            .filter(RecordedCycle::isProposed)
            .forEach(
                last ->
                    out()
                        .printf(
                            "cycle %1$d is proposed: approve it first with ./farestream cycle approve"
                                + " %1$d%n",
                            last.cycle().number()));
  }

  /// Prints an outcome as JSON.
  void print(ObjectNode outcome) {
    var node = MODE.json(this);
    node.setAll(outcome);
    out().println(node.toPrettyString());
  }
}
