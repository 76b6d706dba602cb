package farestream.dynamodb.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Reads through one connection. Not thread-safe.
class SqliteReader implements Reader, AutoCloseable {
  private static final String RANGE =
      "select key, value from entry where space = ? and key >= ? and key < ? order by key ";

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement get;
  private final Deque<PreparedStatement> ascending = new ArrayDeque<>();
  private final Deque<PreparedStatement> descending = new ArrayDeque<>();

  SqliteReader(Connection connection) throws SQLException {
    this.connection = connection;
    this.begin = prepare("begin");
    this.commit = prepare("commit");
    this.get = prepare("select value from entry where space = ? and key = ?");
  }

  final PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /// Runs a read transaction on one snapshot.
  final <T extends @Nullable Object> T snapshot(Store.Transaction<Reader, T> transaction) {
    execute(begin);
    try {
      return transaction.run(this);
    } finally {
      execute(commit);
    }
  }

  static void execute(PreparedStatement statement) {
    try {
      statement.execute();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public byte @Nullable [] get(int keyspace, byte[] key) {
    try {
      get.setInt(1, keyspace);
      get.setBytes(2, key);
      try (var rows = get.executeQuery()) {
        return rows.next() ? rows.getBytes(1) : null;
      }
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public void scan(KeyRange range, Visitor visitor) {
    if (range.isEmpty()) {
      return;
    }
    // A visitor may itself start a scan, which needs a statement of its own.
    var idle = range.descending() ? descending : ascending;
    try {
      var scan = idle.isEmpty() ? prepare(range.descending()) : idle.pop();
      bind(scan, range);
      try (var rows = scan.executeQuery()) {
        while (rows.next() && visitor.visit(rows.getBytes(1), rows.getBytes(2))) {}
      } finally {
        idle.push(scan);
      }
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  private PreparedStatement prepare(boolean isDescending) throws SQLException {
    return prepare(RANGE + (isDescending ? "desc" : "asc"));
  }

  static void bind(PreparedStatement statement, KeyRange range) throws SQLException {
    statement.setInt(1, range.keyspace());
    statement.setBytes(2, range.from());
    statement.setBytes(3, range.to());
  }

  @Override
  public Size size(int keyspace) {
    try (var size = prepare("select entries, bytes from size where space = ?")) {
      size.setInt(1, keyspace);
      try (var rows = size.executeQuery()) {
        return rows.next() ? new Size(rows.getLong(1), rows.getLong(2)) : Size.NONE;
      }
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  static StoreException failed(SQLException failure) {
    return new StoreException(String.valueOf(failure.getMessage()), failure);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }
}
