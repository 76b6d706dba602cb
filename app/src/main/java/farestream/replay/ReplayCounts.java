package farestream.replay;

import farestream.replay.Replay.Listener;
import farestream.tlc.PlannedTrip;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;

/// Counts the outcomes of a replay's records. Thread-safe.
final class ReplayCounts {
  private final ReentrantLock lock = new ReentrantLock();
  private final Listener listener;
  private final BitSet conflicting = new BitSet();
  private long refused;
  private long completed;
  private long completedBefore;
  private BigDecimal total = new BigDecimal("0.00");

  ReplayCounts(Listener listener) {
    this.listener = listener;
  }

  /// Counts a record that can't be read, which was reported when the file was read first.
  void unreadable() {
    lock.lock();
    try {
      refused++;
      advance();
    } finally {
      lock.unlock();
    }
  }

  void add(PlannedTrip trip, TripReplay.Outcome outcome) {
    lock.lock();
    try {
      switch (outcome) {
        case TripReplay.Outcome.Completed(var amount) -> {
          completed++;
          total = total.add(amount);
          advance();
        }
        case TripReplay.Outcome.AlreadyExists(var amount) -> {
          completedBefore++;
          total = total.add(amount);
          advance();
        }
        case TripReplay.Outcome.Refused(var reason) -> {
          conflicting.set(Math.toIntExact(trip.line()));
          refused++;
          listener.refused(trip.line(), reason);
          advance();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void advance() {
    listener.advanced(refused + completed + completedBefore);
  }

  ReplayResult result() {
    lock.lock();
    try {
      var read = refused + completed + completedBefore;
      return new ReplayResult(read, refused, completed, completedBefore, total, conflicting);
    } finally {
      lock.unlock();
    }
  }
}
