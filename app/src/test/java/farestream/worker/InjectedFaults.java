package farestream.worker;

import farestream.worker.FragileConnection.Snare;
import farestream.worker.FragileConnection.Trap;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

/// Injects faults at times and places determined by the seed. Each method returns a description.
final class InjectedFaults {
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  /// Serialization failure, deadlock, disk full, out of memory, lock not available, query
  /// cancelled: errors that end the transaction but not the connection.
  private static final List<String> OUTAGES =
      List.of("40001", "40P01", "53100", "53200", "55P03", "57014");

  private final SplittableRandom random;
  private final StressDatabase database;
  private final ScriptedStreams streams;
  private final StreamFaults inTheStream;
  private final Readers readers;
  private final Supplier<String> alsoThis;

  InjectedFaults(
      SplittableRandom random,
      StressDatabase database,
      ScriptedStreams streams,
      StreamFaults inTheStream,
      Readers readers,
      Supplier<String> alsoThis) {
    this.random = random;
    this.database = database;
    this.streams = streams;
    this.inTheStream = inTheStream;
    this.readers = readers;
    this.alsoThis = alsoThis;
  }

  /// The worker's process dies at this point.
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed");
    }
  }

  /// Injects a fault at one of the reader's next calls to the database, often its commit.
  String onTheLine(boolean mayKillTheServer) {
    if (readers.active().or(readers::takeOver).isEmpty()) {
      return "no reader";
    }
    var line = readers.active().orElseThrow().line();
    var atCommit = random.nextBoolean();
    var after = random.nextBoolean();
    var calls = atCommit ? 1 + random.nextInt(2) : 1 + random.nextInt(12);
    var kind = random.nextInt(mayKillTheServer ? 9 : 8);
    var state = OUTAGES.get(random.nextInt(OUTAGES.size()));
    Trap trap =
        switch (kind) {
          case 0, 1 -> () -> cut(line);
          case 2, 3 -> InjectedFaults::kill;
          case 4 -> () -> database.terminate(line.backend());
          case 5 -> this::somethingElse;
          case 6, 7 -> () -> line.fail(state);
          default -> database::kill;
        };
    line.set(new Snare(calls, atCommit, after, trap));
    var what =
        switch (kind) {
          case 0, 1 -> "connection cut";
          case 2, 3 -> "worker killed";
          case 4 -> "backend terminated";
          case 5 -> "a concurrent change";
          case 6, 7 -> "rejected with " + state;
          default -> "PostgreSQL killed";
        };
    return "%s %s %s %d"
        .formatted(what, after ? "after" : "before", atCommit ? "commit" : "call", calls);
  }

  private void cut(FragileConnection line) throws SQLException {
    line.cut();
    database.terminate(line.backend());
    throw new SQLException("cut", "08006");
  }

  private static void kill() {
    throw new Killed();
  }

  private void somethingElse() {
    if (random.nextInt(3) == 0) {
      var _ = alsoThis.get();
    } else {
      overtake();
    }
  }

  /// Another worker takes over and reads, while the previous one is within a call.
  private void overtake() {
    if (readers.takeOver().isPresent()) {
      for (var i = random.nextInt(3); i > 0; i--) {
        var _ = readers.round();
      }
    }
  }

  /// Injects a fault when one of the stream's next responses is computed but not yet returned.
  String atTheSource(boolean mayLose) {
    var calls = 1 + random.nextInt(8);
    var kind = random.nextInt(mayLose ? 6 : 5);
    streams.interrupt(
        calls,
        switch (kind) {
          case 0 -> InjectedFaults::kill;
          case 1 -> InjectedFaults::failInside;
          case 2, 3 -> this::overtake;
          case 4 -> inTheStream::changeShards;
          default -> inTheStream::dropAll;
        });
    var what =
        switch (kind) {
          case 0 -> "worker killed";
          case 1 -> "internal server error";
          case 2, 3 -> "another worker takes over";
          case 4 -> "shards change";
          default -> "everything is dropped";
        };
    return "%s at response %d".formatted(what, calls);
  }

  private static void failInside() {
    throw InternalServerErrorException.builder().message("injected").build();
  }

  String amongReaders() {
    return switch (random.nextInt(5)) {
      case 0 -> {
        var jump = random.nextLong(-HOUR_NANOS, HOUR_NANOS);
        readers.clockJumps(jump);
        yield "the clock jumps by " + jump / 1_000_000_000L + " s";
      }
      case 1 -> {
        readers.active().ifPresent(reader -> database.terminate(reader.line().backend()));
        yield "backend terminated";
      }
      case 2 -> {
        readers.killActive();
        yield "worker killed";
      }
      case 3 ->
          readers.takeOver().isPresent() ? "another worker takes over" : "no worker can take over";
      default ->
          readers.zombies().isEmpty()
              ? "no zombie to wake"
              : "a zombie wakes: " + readers.wake(random).words();
    };
  }
}
