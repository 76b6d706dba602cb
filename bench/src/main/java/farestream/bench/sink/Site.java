package farestream.bench.sink;

import farestream.database.Schema;
import farestream.local.LocalServers;
import farestream.stream.TripChange;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javax.sql.DataSource;

/// A ledger with its population and the contenders that take turns writing into it.
final class Site implements AutoCloseable {
  private static final int BACKLOG = 1_000;
  private static final int ROWS_A_ROUND = 6_000;
  private static final int LAB_ROWS_A_ROUND = 400;

  private final Population population;
  private final Changes changes;
  private final LocalServers servers;
  private final List<Contender> contenders;

  /// A sink that is measured.
  record Contender(String name, Sink sink, int rowsARound) {}

  Site(Path folder, Population population) throws SQLException {
    this.population = population;
    this.changes = new Changes(population);
    this.servers = LocalServers.start(folder, 0, 0);
    var owner = servers.owner().dataSource();
    Schema.migrate(owner);
    population.register(owner);
    ForeignKeys.createTable(owner);
    this.contenders = contenders(owner);
  }

  private List<Contender> contenders(DataSource owner) throws SQLException {
    var commands = servers.commands().dataSource();
    var epoch = LedgerSink.takeOver(commands);
    var ours = LedgerSink.ofWorker(commands, epoch);
    ours.write(changes.completed(BACKLOG));
    return List.of(
        new Contender("ours", ours, ROWS_A_ROUND),
        new Contender("row by row", new LabSink(commands), LAB_ROWS_A_ROUND),
        new Contender(
            "executeBatch, our schema",
            new BatchSink(servers.commands().dataSource(), "trips"),
            ROWS_A_ROUND),
        new Contender(
            "executeBatch, foreign keys",
            new BatchSink(servers.commands().dataSource(), ForeignKeys.TABLE),
            ROWS_A_ROUND),
        new Contender("bare COPY", CopySink.bare(owner), ROWS_A_ROUND),
        new Contender("indexed COPY", CopySink.keyed(owner), ROWS_A_ROUND),
        new Contender("ours, a new session", new NewSessions(commands, epoch), ROWS_A_ROUND),
        new Contender("ours, as the function", LedgerSink.ofFunction(commands), ROWS_A_ROUND));
  }

  Population population() {
    return population;
  }

  Changes changes() {
    return changes;
  }

  List<Contender> contenders() {
    return contenders;
  }

  Contender contender(String name) {
    return contenders.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /// Returns the rows per second of one round.
  double rate(Contender contender, int size, IntFunction<List<TripChange>> make)
      throws SQLException {
    var batches = new ArrayList<List<TripChange>>();
    for (var i = 0; i < Math.max(1, contender.rowsARound() / size); i++) {
      batches.add(make.apply(size));
    }
    contender.sink().beginRound();
    var began = System.nanoTime();
    for (var batch : batches) {
      contender.sink().write(batch);
    }
    return batches.size() * size / ((System.nanoTime() - began) / 1e9);
  }

  @Override
  public void close() throws SQLException {
    for (var contender : contenders) {
      contender.sink().close();
    }
    servers.close();
  }
}
