package farestream.booking;

import java.time.Duration;

/// Waits with exponential backoff, from 50 ms to 5 s, before the unprocessed items of a batch are
/// sent again. Not thread-safe.
final class UnprocessedBackoff {
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

  private Duration pause = Duration.ofMillis(50);

  void await() throws InterruptedException {
    Thread.sleep(pause);
    var doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(MAX_PAUSE) < 0 ? doubled : MAX_PAUSE;
  }
}
