package farestream.worker;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;

/// The current reader of a schedule, and earlier readers that haven't noticed yet that they were
/// replaced.
final class Readers {
  private static final long BETWEEN_ROUNDS_NANOS = 60_000_000;

  private final StressDatabase database;
  private final StressSink sink;
  private final TripStreams streams;
  private final List<StressReader> zombies = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private Optional<StressReader> active = Optional.empty();
  private long nanoTime;
  private long latestNanoTime;

  Readers(StressDatabase database, StressSink sink, TripStreams streams) {
    this.database = database;
    this.sink = sink;
    this.streams = streams;
  }

  /// Returns the violations of rules that hold regardless of faults.
  List<String> violations() {
    return violations;
  }

  Optional<StressReader> active() {
    return active;
  }

  List<StressReader> zombies() {
    return zombies;
  }

  void clockJumps(long nanos) {
    nanoTime += nanos;
    latestNanoTime = Math.max(latestNanoTime, nanoTime);
  }

  /// Sets the clock to a time later than any before.
  void clockIsSetRight() {
    nanoTime = latestNanoTime;
  }

  /// The result of a round.
  ///
  /// @param records the number of records read; -1 if it failed
  record Round(int records, String words) {
    boolean failed() {
      return records < 0;
    }
  }

  /// @return the new reader; absent if taking over failed
  Optional<StressReader> takeOver() {
    try {
      var next = StressReader.takeOver(database, sink, streams, () -> nanoTime);
      active.ifPresent(
          previous -> {
            previous.line().overtaken();
            zombies.add(previous);
          });
      active = Optional.of(next);
      return active;
    } catch (SQLException | RuntimeException failure) {
      return Optional.empty();
    }
  }

  /// Runs a round of the current reader, or of a new one if the last has ended.
  Round round() {
    if (active.isEmpty() && takeOver().isEmpty()) {
      return new Round(-1, "no worker can take over");
    }
    return round(active.orElseThrow());
  }

  /// Lets a reader that was replaced continue as if nothing had happened.
  Round wake(SplittableRandom random) {
    return round(zombies.get(random.nextInt(zombies.size())));
  }

  private Round round(StressReader reader) {
    clockJumps(BETWEEN_ROUNDS_NANOS);
    try {
      var read = reader.round();
      return new Round(read, "read " + read);
    } catch (LeaderTerm.TakenOver takenOver) {
      if (isActive(reader)) {
        violations.add("the latest reader was notified that another has taken over");
      }
      end(reader);
      return new Round(-1, "was fenced off");
    } catch (ExecutionException failure) {
      end(reader);
      return new Round(-1, "ended: " + failure.getCause());
    } catch (SQLException | InterruptedException | RuntimeException failure) {
      end(reader);
      return new Round(-1, "ended: " + failure);
    } finally {
      reader.line().disarm();
      if (reader.line().commitsSinceOvertaken() > 0) {
        violations.add("a reader committed after another had taken over");
      }
    }
  }

  private boolean isActive(StressReader reader) {
    return active.filter(latest -> latest == reader).isPresent();
  }

  private void end(StressReader reader) {
    reader.abandon();
    zombies.remove(reader);
    if (isActive(reader)) {
      active = Optional.empty();
    }
  }

  void killActive() {
    active.ifPresent(this::end);
  }

  void endAll() {
    killActive();
    List.copyOf(zombies).forEach(this::end);
  }
}
