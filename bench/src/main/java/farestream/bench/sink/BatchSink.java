package farestream.bench.sink;

import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/// Writes JDBC batches with reWriteBatchedInserts: one upsert per row and the same checkpoint as
/// Farestream's.
final class BatchSink implements Sink {
  private static final String CHECKPOINT =
      """
      insert into stream_checkpoint (stream_arn, shard_id, sequence_number) values (?, ?, ?)
      on conflict (stream_arn, shard_id) do update set sequence_number = excluded.sequence_number
      """;

  private final Connection connection;
  private final String upsertSql;

  BatchSink(PGSimpleDataSource commands, String table) throws SQLException {
    this.upsertSql = TripSql.upsert(table);
    commands.setReWriteBatchedInserts(true);
    this.connection = commands.getConnection();
    connection.setAutoCommit(false);
  }

  @Override
  public void write(List<TripChange> batch) throws SQLException {
    try (var upsert = connection.prepareStatement(upsertSql);
        var checkpoint = connection.prepareStatement(CHECKPOINT)) {
      for (var change : batch) {
        TripSql.bind(upsert, change);
        upsert.addBatch();
      }
      upsert.executeBatch();
      checkpoint.setString(1, "arn:bench");
      checkpoint.setString(2, "shard-2");
      checkpoint.setString(3, batch.getLast().sequenceNumber());
      checkpoint.executeUpdate();
      connection.commit();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
