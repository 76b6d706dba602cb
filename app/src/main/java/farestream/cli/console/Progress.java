package farestream.cli.console;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far long work is: a bar on a terminal, else a line now and then. On stderr, so that what a
/// command has to say can be piped.
public final class Progress implements AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
  private static final int BAR_MILLIS = 100;

  private final String what;
  private final long total;
  private final PrintWriter err;
  private final Optional<ProgressBar> bar;
  private Instant lastLine = Instant.now();
  private long done;

  /// @param what such as `replaying`, or `checking` and a file's name
  /// @param total below 0 if nobody knows
  public Progress(String what, long total, PrintWriter err) {
    this.what = Printable.onOneLine(what);
    this.total = total;
    this.err = err;
    this.bar = isTerminal() ? Optional.of(bar(this.what, total, err)) : Optional.empty();
  }

  /// Where the bar is drawn. The library's own consumer asks the terminal how wide it is, by JLine,
  /// which takes Ctrl-C from the JVM: a command would end without what it does when it is stopped.
  /// So the width is fixed, and what a narrower terminal has no room for is left out.
  private record Line(PrintWriter err) implements ProgressBarConsumer {
    private static final int WIDTH = 79;

    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String bar) {
      Output.to(err).control("\r" + clipped(bar));
    }

    @Override
    public void close() {
      err.println();
      err.flush();
    }
  }

  public static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /// For a terminal: what it has no room for is left out and goes to no line of its own.
  public static String clipped(String line) {
    return "\u001b[?7l" + line + "\u001b[?7h";
  }

  private static ProgressBar bar(String what, long total, PrintWriter err) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(BAR_MILLIS)
        .setConsumer(new Line(err))
        .showSpeed()
        .build();
  }

  public void at(long now) {
    done = now;
    bar.ifPresent(present -> present.stepTo(now));
    if (bar.isEmpty() && Instant.now().isAfter(lastLine.plus(BETWEEN_LINES))) {
      line();
    }
  }

  /// Before something else is printed: takes the bar from the line; it comes back below.
  public void makeRoom() {
    if (bar.isPresent()) {
      Output.to(err).control("\r\u001b[K");
    }
  }

  private void line() {
    if (total < 0) {
      err.printf(Locale.ROOT, "%s: %,d%n", what, done);
    } else {
      err.printf(Locale.ROOT, "%s: %,d of %,d%n", what, done, total);
    }
    err.flush();
    lastLine = Instant.now();
  }

  @Override
  public void close() {
    bar.ifPresentOrElse(ProgressBar::close, this::line);
  }
}
