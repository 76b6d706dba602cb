package farestream.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.Config;
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

  void print(ObjectNode node) {
    out().println(node.toPrettyString());
  }
}
