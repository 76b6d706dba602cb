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

/// Reports the progress of a long command: a bar on a terminal, else a line every 2 seconds. It
/// goes to stderr, so that standard output can be piped.
public final class Progress implements AutoCloseable {
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(2);
  private static final int BAR_MILLIS = 100;

  private final String what;
  private final long total;
  private final PrintWriter err;
  private final Optional<ProgressBar> bar;
  private Instant lastLine = Instant.now();
  private long done;

  /// @param what the label, such as `replaying`, or `checking` and a file's name
  /// @param total the number of steps; negative if unknown
  public Progress(String what, long total, PrintWriter err) {
    this.what = Printable.onOneLine(what);
    this.total = total;
    this.err = err;
    this.bar = isTerminal() ? Optional.of(bar(this.what, total, err)) : Optional.empty();
  }

  /// Draws the bar. The library's own consumer asks the terminal for its width through JLine,
  /// which takes over Ctrl-C from the JVM, so that a command's shutdown hooks wouldn't run.
  /// Therefore the width is fixed, and a narrower terminal clips the bar.
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

  /// Returns the line with automatic wrapping switched off, so that a narrow terminal clips it.
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
    if (bar.isEmpty() && Instant.now().isAfter(lastLine.plus(LINE_INTERVAL))) {
      line();
    }
  }

  /// Clears the bar before something else is printed. The bar is drawn again below it.
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
