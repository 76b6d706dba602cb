package farestream.bench.sink;

import farestream.bench.Folders;
import farestream.database.Schema;
import farestream.local.LocalServers;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Locale;

/// Writes a million records to the ledger in batches of 1,000, with the heap size given to the JVM.
public final class SinkMemory {
  private static final int RECORDS = 1_000_000;
  private static final int BATCH = 1_000;

  private SinkMemory() {}

  public static void main(String[] arguments) throws Exception {
    Folders.temporary(
        folder -> {
          try (var servers = LocalServers.start(folder, 0, 0)) {
            Schema.migrate(servers.owner().dataSource());
            var population = Population.even(11);
            population.register(servers.owner().dataSource());
            var changes = new Changes(population);
            var began = System.nanoTime();
            var commands = servers.commands().dataSource();
            try (var sink = LedgerSink.ofWorker(commands, LedgerSink.takeOver(commands))) {
              for (var done = 0; done < RECORDS; done += BATCH) {
                sink.write(changes.completed(BATCH));
              }
            }
            var seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                Locale.ROOT,
                "%,d records in %.0f s, heap of at most %d MB, after collection %d MB%n",
                RECORDS,
                seconds,
                Runtime.getRuntime().maxMemory() >> 20,
                afterCollection() >> 20);
          }
        });
    System.exit(0);
  }

  private static long afterCollection() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }
}
