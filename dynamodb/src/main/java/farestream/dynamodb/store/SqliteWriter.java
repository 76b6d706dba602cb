package farestream.dynamodb.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// Writes through one connection. Not thread-safe.
final class SqliteWriter extends SqliteReader implements Writer {
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement rollback;
  private final PreparedStatement put;
  private final PreparedStatement delete;
  private final PreparedStatement deleteRange;
  private final PreparedStatement resize;
  private final PreparedStatement forgetSize;
  private final Map<Integer, Size> resized = new HashMap<>();
  private long writes;

  SqliteWriter(Connection connection) throws SQLException {
    super(connection);
    begin = prepare("begin immediate");
    commit = prepare("commit");
    rollback = prepare("rollback");
    put =
        prepare(
            "insert into entry(space, key, value) values (?, ?, ?)"
                + " on conflict do update set value = excluded.value");
    delete = prepare("delete from entry where space = ? and key = ?");
    deleteRange = prepare("delete from entry where space = ? and key >= ? and key < ?");
    resize =
        prepare(
            "insert into size(space, entries, bytes) values (?, ?, ?) on conflict do update"
                + " set entries = entries + excluded.entries, bytes = bytes + excluded.bytes");
    forgetSize = prepare("delete from size where space = ?");
  }

  /// Begins a transaction and discards the size changes of a failed one.
  void begin() {
    resized.clear();
    execute(begin);
  }

  void commit() {
    storeSizes();
    execute(commit);
  }

  void rollback() {
    execute(rollback);
  }

  /// Returns the number of writes so far. A transaction that leaves it unchanged has written
  /// nothing.
  long writes() {
    return writes;
  }

  private void storeSizes() {
    try {
      for (var change : resized.entrySet()) {
        resize.setInt(1, change.getKey());
        resize.setLong(2, change.getValue().entries());
        resize.setLong(3, change.getValue().bytes());
        resize.executeUpdate();
      }
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public void resize(int keyspace, long entries, long bytes) {
    writes++;
    resized.merge(keyspace, new Size(entries, bytes), Size::plus);
  }

  @Override
  public void forgetSize(int keyspace) {
    writes++;
    resized.remove(keyspace);
    try {
      forgetSize.setInt(1, keyspace);
      forgetSize.executeUpdate();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public void put(int keyspace, byte[] key, byte[] value) {
    writes++;
    try {
      put.setInt(1, keyspace);
      put.setBytes(2, key);
      put.setBytes(3, value);
      put.executeUpdate();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public void delete(int keyspace, byte[] key) {
    writes++;
    try {
      delete.setInt(1, keyspace);
      delete.setBytes(2, key);
      delete.executeUpdate();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public void delete(KeyRange range) {
    writes++;
    try {
      bind(deleteRange, range);
      deleteRange.executeUpdate();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }
}
