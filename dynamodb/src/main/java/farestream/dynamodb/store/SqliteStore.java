package farestream.dynamodb.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// A store in one SQLite file in WAL mode, with one connection for writes and several for reads.
/// Every entry is a row of one table, which is clustered by its primary key.
public final class SqliteStore implements Store {
  private static final int READERS = 4;

  /// With pages of 4 KiB the same items take a tenth more space; with 16 KiB writes are slower.
  private static final int PAGE_BYTES = 8 * 1024;

  /// The size at which the write-ahead log is checkpointed, and to which its file is then
  /// truncated.
  private static final int LOG_BYTES = 4 * 1024 * 1024;

  private static final String MAPPED_BYTES = Long.toString(1L << 30);
  private static final String ENTRIES =
      "create table if not exists entry(space integer not null, key blob not null,"
          + " value blob not null, primary key(space, key)) without rowid";
  private static final String SIZES =
      "create table if not exists size(space integer primary key, entries integer not null,"
          + " bytes integer not null)";

  private final BlockingQueue<SqliteReader> readers = new ArrayBlockingQueue<>(READERS);
  private final WriterThread writer;
  private final StoreLock lock;

  /// @param connections one for each reader, then the writer's
  private SqliteStore(List<Connection> connections, StoreLock lock) throws SQLException {
    this.lock = lock;
    for (var connection : connections.subList(0, READERS)) {
      readers.add(new SqliteReader(connection));
    }
    writer = new WriterThread(new SqliteWriter(connections.getLast()));
  }

  /// Opens a store.
  ///
  /// @param file the database file, created if it doesn't exist
  /// @throws StoreException if the file can't be opened or another server has it open
  public static SqliteStore open(Path file, Durability durability) {
    var lock = StoreLock.take(file);
    var connections = new ArrayList<Connection>();
    try {
      for (var name : List.of("", "-wal", "-shm")) {
        var part = file.resolveSibling(file.getFileName() + name);
        // SQLite creates the journal with the permissions of its database.
        if (name.isEmpty() || Files.exists(part)) {
          PrivateFile.secure(part);
        }
      }
      connections.add(connect(file, durability));
      try (var statement = connections.getFirst().createStatement()) {
        statement.execute(ENTRIES);
        statement.execute(SIZES);
      }
      while (connections.size() <= READERS) {
        connections.add(connect(file, durability));
      }
      return new SqliteStore(connections, lock);
    } catch (SQLException | IOException failure) {
      closeAll(connections, failure);
      lock.close();
      throw new StoreException("cannot open %s: %s".formatted(file, failure.getMessage()), failure);
    }
  }

  private static void closeAll(List<Connection> connections, Exception failure) {
    for (var connection : connections) {
      try {
        connection.close();
      } catch (SQLException second) {
        failure.addSuppressed(second);
      }
    }
  }

  private static Connection connect(Path file, Durability durability) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalSizeLimit(LOG_BYTES);
    config.setSynchronous(SQLiteConfig.SynchronousMode.valueOf(durability.synchronous()));
    config.setBusyTimeout(10_000);
    // Memory mapping scans four times as many rows per second as a system call for each page.
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, MAPPED_BYTES);
    var connection = config.createConnection("jdbc:sqlite:" + file);
    try (var statement = connection.createStatement()) {
      // The page size must be set before the first page is written, which enabling WAL mode does.
      statement.execute("pragma page_size = " + PAGE_BYTES);
      statement.execute("pragma journal_mode = wal");
      statement.execute("pragma wal_autocheckpoint = " + LOG_BYTES / PAGE_BYTES);
    }
    return connection;
  }

  @Override
  public <T extends @Nullable Object> T read(Transaction<Reader, T> transaction) {
    var reader = take();
    try {
      return reader.snapshot(transaction);
    } finally {
      readers.add(reader);
    }
  }

  private SqliteReader take() {
    try {
      return readers.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for a connection", interrupted);
    }
  }

  @Override
  public <T extends @Nullable Object> T write(Transaction<Writer, T> transaction) {
    return writer.run(transaction);
  }

  /// Returns the number of transactions that are waiting for the writer.
  int waiting() {
    return writer.waiting();
  }

  @Override
  public void close() {
    writer.close();
    for (var i = 0; i < READERS; i++) {
      take().close();
    }
    lock.close();
  }
}
