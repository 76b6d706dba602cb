package farestream.cli.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.billing.Cycles;
import farestream.billing.RecordedCycle;
import farestream.config.Config;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine;

/// What all ways of `pay` have in common.
///
/// @param by the person who does it
record PayWork(
    Config config, Instant now, String by, boolean dryRun, boolean json, CommandLine command) {

  PrintWriter out() {
    return command.getOut();
  }

  /// A proposal is why there may be nothing yet.
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
                            "cycle %1$d is proposed: ./farestream cycle approve %1$d comes first%n",
                            last.cycle().number()));
  }

  void print(ObjectNode node) {
    out().println(node.toPrettyString());
  }
}
