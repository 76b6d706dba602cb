package farestream.cli;

import farestream.city.City;
import farestream.city.Counts.Event;
import farestream.city.Latencies.Step;
import farestream.tariff.Tariff;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The city while it works: a few lines drawn anew on a terminal, else a line now and then. On
/// stderr, so that the report can be piped.
final class SimulateView implements AutoCloseable {
  private static final long MILLIS_DRAWN = 500;
  private static final long MILLIS_PRINTED = 2_000;
  private static final double MICROS_PER_MILLI = 1_000;
  private static final DateTimeFormatter CITY_TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT).withZone(Tariff.CITY);

  private final City city;
  private final PrintWriter err;
  private final boolean drawn = Progress.isTerminal();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("view").unstarted(this::run);
  private long lastCompleted;
  private long lastNanos = System.nanoTime();
  private int linesDrawn;

  private SimulateView(City city, PrintWriter err) {
    this.city = city;
    this.err = err;
  }

  static SimulateView start(City city, PrintWriter err) {
    var view = new SimulateView(city, err);
    view.thread.start();
    return view;
  }

  private void run() {
    try {
      while (!closed.await(drawn ? MILLIS_DRAWN : MILLIS_PRINTED, TimeUnit.MILLISECONDS)) {
        show();
      }
      show();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() {
    var lines =
        drawn
            ? drawn()
            : List.of(String.join("; ", sums(), latencies().strip(), arrivals().strip()));
    if (linesDrawn > 0) {
      err.print("\u001b[" + linesDrawn + "A");
    }
    for (var line : lines) {
      err.print(drawn ? line + "\u001b[K\n" : line + System.lineSeparator());
    }
    linesDrawn = drawn ? lines.size() : 0;
    err.flush();
  }

  private List<String> drawn() {
    return List.of(sums(), latencies(), arrivals());
  }

  private String sums() {
    var counts = city.counts();
    var completed = counts.of(Event.COMPLETED);
    var now = System.nanoTime();
    var perSecond = (completed - lastCompleted) * 1e9 / Math.max(1, now - lastNanos);
    lastCompleted = completed;
    lastNanos = now;
    return String.format(
        Locale.ROOT,
        "%s  booked %,d, under way %,d, completed %,d (%.0f/s), called off %,d",
        CITY_TIME.format(city.time()),
        counts.of(Event.BOOKED) + counts.of(Event.ALREADY_BOOKED),
        counts.underWay(),
        completed,
        perSecond,
        counts.of(Event.CALLED_OFF)
            + counts.of(Event.NO_SHOW)
            + counts.of(Event.NO_CAB)
            + counts.of(Event.STOPPED));
  }

  private String latencies() {
    return "  "
        + String.join(
            ", ", List.of(latency(Step.BOOK), latency(Step.ACCEPT), latency(Step.COMPLETE)))
        + "  (ms, median/p99)";
  }

  private String latency(Step step) {
    var histogram = city.latencies().of(step);
    return String.format(
        Locale.ROOT,
        "%s %.1f/%.1f",
        step.name().toLowerCase(Locale.ROOT),
        histogram.getValueAtPercentile(50) / MICROS_PER_MILLI,
        histogram.getValueAtPercentile(99) / MICROS_PER_MILLI);
  }

  private String arrivals() {
    if (city.isLedgerLost()) {
      return "  ledger: went away; it is asked again at the end";
    }
    return String.format(
        Locale.ROOT,
        "  ledger: %,d rows seen, stream lag %.1f s",
        city.rows(),
        city.lag().toMillis() / 1e3);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
