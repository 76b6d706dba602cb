package farestream.cli.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.cli.console.Plural;
import farestream.cli.history.HistoryRun.Took;
import farestream.history.HistoryLoader;
import farestream.history.HistoryUploader;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/// Prints how many trips were loaded into each database, and how fast.
final class HistoryReport {
  private HistoryReport() {}

  static void print(Took<HistoryLoader.Outcome> loaded, PrintWriter out) {
    var outcome = loaded.outcome();
    out.printf(
        Locale.ROOT,
        "PostgreSQL  %s, %s in all, in %.1f s, %,d per second; %,d already existed%n",
        Plural.of(outcome.loaded(), "trip"),
        outcome.total().toPlainString(),
        loaded.time().toMillis() / 1e3,
        loaded.perSecond(outcome.loaded()),
        outcome.existing());
  }

  static void print(Optional<Took<HistoryUploader.Outcome>> sent, PrintWriter out) {
    if (sent.filter(known -> known.outcome().wasNothing()).isPresent()) {
      out.println("DynamoDB    nothing to upload: all items exist");
    } else if (sent.isPresent()) {
      var outcome = sent.get().outcome();
      out.printf(
          Locale.ROOT,
          "DynamoDB    %s in %.1f s, %,d per second; %,d already existed%n",
          Plural.of(outcome.written(), "item"),
          sent.get().time().toMillis() / 1e3,
          sent.get().perSecond(outcome.written()),
          outcome.existing());
    }
    if (sent.filter(known -> known.outcome().complete()).isEmpty()) {
      out.println("interrupted: run the same command again to resume");
    }
  }

  static void put(Took<HistoryLoader.Outcome> loaded, ObjectNode json) {
    var outcome = loaded.outcome();
    json.put("trips", outcome.read());
    json.put("loaded", outcome.loaded());
    json.put("loadedTotal", outcome.total());
    json.put("thereAlready", outcome.existing());
    json.put("loadMillis", loaded.time().toMillis());
    json.put("loadedPerSecond", loaded.perSecond(outcome.loaded()));
  }

  static void put(Optional<Took<HistoryUploader.Outcome>> sent, ObjectNode json) {
    sent.ifPresent(
        known -> {
          json.put("items", known.outcome().written());
          json.put("itemsThereAlready", known.outcome().existing());
          json.put("sendMillis", known.time().toMillis());
          json.put("itemsPerSecond", known.perSecond(known.outcome().written()));
        });
    json.put("complete", sent.filter(known -> known.outcome().complete()).isPresent());
  }
}
