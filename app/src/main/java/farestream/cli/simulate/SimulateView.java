package farestream.cli.simulate;

import farestream.cli.console.Output;
import farestream.cli.console.Progress;
import farestream.simulate.City;
import farestream.simulate.CityStatistics.Event;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Shows the state of a running simulation: lines that are redrawn on a terminal, else a line
/// every 2 seconds. It goes to stderr, so that the report can be piped.
final class SimulateView implements AutoCloseable {
  private static final long REDRAW_MILLIS = 500;
  private static final long LINE_MILLIS = 2_000;
  /// Clears from the cursor to the end of the line.
  private static final String CLEAR = "\u001b[K";

  private final City city;
  private final PrintWriter err;
  private final boolean drawn = Progress.isTerminal();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("view").unstarted(this::run);
  private final ReentrantLock lock = new ReentrantLock();
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

  /// Prints a line that stays above the redrawn lines. It overwrites the current line, on which
  /// the terminal may have echoed `^C`.
  void print(String line) {
    lock.lock();
    try {
      if (drawn) {
        Output.to(err).control("\r" + CLEAR);
      }
      err.println(line);
      linesDrawn = 0;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (!closed.await(drawn ? REDRAW_MILLIS : LINE_MILLIS, TimeUnit.MILLISECONDS)) {
        show();
      }
      show();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() {
    lock.lock();
    try {
      var lines = SimulateMoment.of(city, perSecond()).lines();
      if (drawn) {
        draw(lines);
      } else {
        err.println(String.join("; ", lines));
      }
    } finally {
      lock.unlock();
    }
  }

  private void draw(List<String> lines) {
    var text = new StringBuilder(linesDrawn == 0 ? "\r" : "\r\u001b[" + linesDrawn + "A");
    var indent = "";
    for (var line : lines) {
      text.append(CLEAR).append(Progress.clipped(indent + line)).append('\n');
      indent = "  ";
    }
    Output.to(err).control(text.toString());
    linesDrawn = lines.size();
  }

  /// Returns the rate of completed trips since the previous call.
  private double perSecond() {
    var completed = city.counts().of(Event.COMPLETED);
    var now = System.nanoTime();
    var perSecond = (completed - lastCompleted) * 1e9 / Math.max(1, now - lastNanos);
    lastCompleted = completed;
    lastNanos = now;
    return perSecond;
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
