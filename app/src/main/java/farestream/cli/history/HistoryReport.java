package farestream.cli.history;

import farestream.cli.console.Plural;
import farestream.cli.history.HistoryRun.Took;
import farestream.history.HistoryLoader;
import farestream.history.HistoryUploader;
import farestream.view.View;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/// Prints how many trips were loaded into each database, and how fast.
final class HistoryReport {
  static final View<Took<HistoryLoader.Outcome>> LOADED =
      View.<Took<HistoryLoader.Outcome>>empty()
          .detail("trips", loaded -> loaded.outcome().read())
          .detail("loaded", loaded -> loaded.outcome().loaded())
          .detail("loadedTotal", loaded -> loaded.outcome().total())
          .detail("existing", loaded -> loaded.outcome().existing())
          .detail("loadMillis", loaded -> loaded.time().toMillis())
          .detail("loadedPerSecond", loaded -> loaded.perSecond(loaded.outcome().loaded()));

  private static final View<Took<HistoryUploader.Outcome>> UPLOADED =
      View.<Took<HistoryUploader.Outcome>>empty()
          .detail("items", sent -> sent.outcome().written())
          .detail("existingItems", sent -> sent.outcome().existing())
          .detail("sendMillis", sent -> sent.time().toMillis())
          .detail("itemsPerSecond", sent -> sent.perSecond(sent.outcome().written()));

  static final View<Optional<Took<HistoryUploader.Outcome>>> SENT =
      View.<Optional<Took<HistoryUploader.Outcome>>>empty()
          .optional(UPLOADED, sent -> sent)
          .detail("complete", HistoryReport::isComplete);

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
    if (!isComplete(sent)) {
      out.println("interrupted: run the same command again to resume");
    }
  }

  private static boolean isComplete(Optional<Took<HistoryUploader.Outcome>> sent) {
    return sent.filter(known -> known.outcome().complete()).isPresent();
  }
}
