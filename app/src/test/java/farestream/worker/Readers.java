package farestream.worker;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;

/// The reader of a schedule, and those that it took over from and that don't know it yet.
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

  /// What may never happen, whatever else does.
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

  /// Later than it has ever been.
  void clockIsSetRight() {
    nanoTime = latestNanoTime;
  }

  /// How a round ended.
  ///
  /// @param records read; -1 if it failed
  record Round(int records, String words) {
    boolean failed() {
      return records < 0;
    }
  }

  /// @return absent if it came to nothing
  Optional<StressReader> takeOver() {
    try {
      var next = StressReader.takeOver(database, sink, streams, () -> nanoTime);
      active.ifPresent(
          former -> {
            former.line().overtaken();
            zombies.add(former);
          });
      active = Optional.of(next);
      return active;
    } catch (SQLException | RuntimeException failure) {
      return Optional.empty();
    }
  }

  /// Of the reader, or of a new one if the last has ended.
  Round round() {
    if (active.isEmpty() && takeOver().isEmpty()) {
      return new Round(-1, "nobody can take over");
    }
    return round(active.orElseThrow());
  }

  /// One that was taken over from goes on as if nothing had happened.
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
        violations.add("the latest reader was told that another has taken over");
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
