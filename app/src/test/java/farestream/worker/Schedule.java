package farestream.worker;

import farestream.billing.Billing;
import farestream.billing.Terms;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;

/// One schedule of writes and faults, determined by its seed, followed by a healthy reader that
/// drains the stream, and the oracles.
final class Schedule {
  private static final int FEWEST_STEPS = 30;
  private static final int MOST_STEPS = 70;
  private static final int MOST_ROUNDS = 5_000;
  private static final Instant END_OF_TIME = Instant.parse("2100-01-01T00:00:00Z");

  private final long seed;
  private final SplittableRandom random;
  private final StressDatabase database;
  private final Consumer<String> reporter;
  private final ScriptedTable table;
  private final ScriptedStreams streams;
  private final TripWriter writer;
  private final Readers readers;
  private final StreamFaults inTheStream;
  private final InjectedFaults faults;
  private final Billing billing;
  private final List<String> violations = new ArrayList<>();

  private Schedule(long seed, StressDatabase database, StressSink sink, Consumer<String> reporter) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.database = database;
    this.reporter = reporter;
    this.table = new ScriptedTable(random.split());
    this.streams =
        new ScriptedStreams(table, random.split(), hasManyShards() ? 100 : pageOfShards());
    this.writer = new TripWriter(random.split(), table);
    this.readers =
        new Readers(database, sink, new TripStreams(sink.client(streams), ScriptedTable.NAME));
    this.billing = new Billing(database.commands(), ZoneId.of("America/New_York"), Terms.LAB);
    var chance = random.split();
    this.inTheStream = new StreamFaults(chance, database, table, streams, readers, this::write);
    this.faults =
        new InjectedFaults(chance, database, streams, inTheStream, readers, this::concurrentChange);
  }

  /// The result of a schedule.
  ///
  /// @param violations what the oracles found; empty if everything is correct
  record Verdict(long seed, List<String> violations, int records) {}

  /// @param reporter receives a line for each step
  static Verdict run(long seed, StressDatabase database, StressSink sink, Consumer<String> reporter)
      throws SQLException {
    database.startAgain();
    database.empty();
    var schedule = new Schedule(seed, database, sink, reporter);
    try {
      schedule.run();
      return schedule.verdict();
    } finally {
      schedule.readers.endAll();
    }
  }

  private boolean hasManyShards() {
    return seed % 20 == 3;
  }

  private boolean losesRecords() {
    return seed % 3 == 1;
  }

  private boolean killsTheServer() {
    return seed % 25 == 7;
  }

  private int pageOfShards() {
    return 1 + random.nextInt(4);
  }

  private void run() {
    if (hasManyShards()) {
      inTheStream.manyShards();
      say("more than 100 shards");
    }
    var steps = random.nextInt(FEWEST_STEPS, MOST_STEPS);
    for (var step = 0; step < steps; step++) {
      say(step());
    }
    drain();
    wakeTheDead();
    violations.addAll(new Oracle(table, database).violations());
    if (violations.isEmpty() && !database.rows("select from stream_gap").isEmpty()) {
      say("reconcile --repair");
      var repaired = new TripStreams(streams, ScriptedTable.NAME);
      violations.addAll(new RepairOracle(table, repaired, database).violations());
    }
    say(bill(END_OF_TIME));
    violations.addAll(new BillOracle(table, database).violations());
  }

  private String step() {
    if (database.isDown() && random.nextInt(4) == 0) {
      database.startAgain();
      return "PostgreSQL starts again";
    }
    var dice = random.nextInt(100);
    if (dice < 24) {
      return write();
    } else if (dice < 50) {
      return readers.round().words();
    } else if (dice < 64) {
      return faults.onTheLine(killsTheServer()) + ": " + readers.round().words();
    } else if (dice < 72) {
      return faults.atTheSource(losesRecords()) + ": " + readers.round().words();
    } else if (dice < 88) {
      return inTheStream.any(losesRecords());
    } else if (dice < 97) {
      return faults.amongReaders();
    } else {
      return bill(someCutOff());
    }
  }

  private String write() {
    var what = new ArrayList<String>();
    for (var i = 1 + random.nextInt(25); i > 0; i--) {
      what.add(writer.write());
    }
    return "written: " + String.join(", ", what);
  }

  /// Does something that other programs do while a reader is within a call.
  private String concurrentChange() {
    return random.nextBoolean() ? write() : bill(someCutOff());
  }

  private Instant someCutOff() {
    return ItemMaker.firstDay().plusSeconds(random.nextLong(ItemMaker.DAYS * 86_400L));
  }

  private String bill(Instant cutOff) {
    try {
      return "bill until "
          + cutOff
          + ": "
          + billing.close(cutOff, END_OF_TIME).getClass().getSimpleName();
    } catch (JdbiException failure) {
      return "bill until " + cutOff + ": " + failure.getClass().getSimpleName();
    }
  }

  /// Drains the stream after all faults are over. A healthy sink may need several rounds but may
  /// not fail.
  private void drain() {
    database.startAgain();
    streams.calm();
    readers.clockIsSetRight();
    say("all faults are over");
    if (random.nextBoolean()) {
      readers.killActive();
      say("a new reader");
    }
    var previous = readers.active();
    var idle = 0;
    var settled = 0;
    var rounds = 0;
    while (settled < 3 && idle < 6 + 2 * table.everyShard().size()) {
      readers.clockJumps(3_000_000_000L);
      var round = readers.round();
      say(round.words());
      // A reader that continues may only now notice its last fault.
      if (round.failed() && previous.isPresent()) {
        previous = Optional.empty();
      } else if (round.failed()) {
        violations.add("a healthy reader failed: " + round.words());
        return;
      }
      if (++rounds == MOST_ROUNDS) {
        violations.add("a healthy reader never finishes");
        return;
      }
      idle = round.records() == 0 ? idle + 1 : 0;
      settled = idle > 0 && isRead() ? settled + 1 : 0;
    }
  }

  /// Returns whether every closed shard was read to its end. Open shards are read in the rounds
  /// that follow.
  private boolean isRead() {
    var finished =
        database.rows("select shard_id from stream_checkpoint where finished").stream()
            .map(List::getFirst)
            .toList();
    return table.everyShard().stream()
        .filter(shard -> shard.isClosed() && !shard.isGone())
        .allMatch(shard -> finished.contains(shard.id()));
  }

  private void wakeTheDead() {
    while (!readers.zombies().isEmpty()) {
      var previous = readers.zombies().getFirst();
      say("a zombie wakes: " + readers.wake(random).words());
      readers.zombies().remove(previous);
      previous.abandon();
    }
  }

  private Verdict verdict() {
    violations.addAll(readers.violations());
    if (!violations.isEmpty()) {
      table.everyShard().forEach(shard -> say(shard.toString()));
      database
          .rows("select shard_id, sequence_number, finished from stream_checkpoint order by 1")
          .forEach(checkpoint -> say("checkpoint: " + checkpoint));
      database
          .rows("select shard_id, after_sequence_number from stream_gap order by 1")
          .forEach(gap -> say("gap: " + gap));
    }
    violations.forEach(violation -> say("VIOLATION: " + violation));
    var records = table.everyShard().stream().mapToInt(shard -> shard.records().size()).sum();
    return new Verdict(seed, violations.stream().distinct().toList(), records);
  }

  private void say(String step) {
    reporter.accept(step);
  }
}
