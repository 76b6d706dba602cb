package farestream.checkpoint;

import farestream.database.SqlArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads and writes the checkpoints of all shards. They are stored in the same database as the rows
/// and commit with them.
public final class Checkpoints {

  /// The upsert and COMMIT are sent together, which saves a round trip. If the upsert fails,
  /// PostgreSQL discards the rest, so nothing commits.
  private static final String PUT_AND_COMMIT =
      """
      with reader as materialized (select require_reader(?))
      insert into stream_checkpoint (stream_arn, shard_id, sequence_number, finished)
      select checkpoint.*
      from reader cross join unnest(?::text[], ?::text[], ?::text[], ?::boolean[]) as checkpoint
      on conflict (stream_arn, shard_id) do update set
        sequence_number = coalesce(excluded.sequence_number, stream_checkpoint.sequence_number),
        finished = excluded.finished,
        committed_at = now() at time zone 'UTC';
      commit
      """;

  private static final String ALL =
      "select stream_arn, shard_id, sequence_number, finished from stream_checkpoint";

  private Checkpoints() {}

  /// Returns the checkpoints of all streams that were ever read.
  public static Map<ShardKey, Checkpoint> all(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        var rows = select.executeQuery(ALL)) {
      var checkpoints = new HashMap<ShardKey, Checkpoint>();
      while (rows.next()) {
        var shard = new ShardKey(rows.getString(1), rows.getString(2));
        var sequenceNumber = Optional.ofNullable(rows.getString(3));
        checkpoints.put(shard, new Checkpoint(shard, sequenceNumber, rows.getBoolean(4)));
      }
      return checkpoints;
    }
  }

  /// Writes the checkpoints and commits the caller's transaction.
  ///
  /// @throws SQLException with SQLSTATE FS001 if a reader with a later epoch has taken over
  public static void putAndCommit(Connection connection, ReaderProgress progress)
      throws SQLException {
    var checkpoints = progress.checkpoints();
    try (var upsert = connection.prepareStatement(PUT_AND_COMMIT)) {
      upsert.setLong(1, progress.epoch());
      SqlArrays.texts(upsert, 2, checkpoints, checkpoint -> checkpoint.shard().streamArn());
      SqlArrays.texts(upsert, 3, checkpoints, checkpoint -> checkpoint.shard().shardId());
      SqlArrays.texts(
          upsert, 4, checkpoints, checkpoint -> checkpoint.sequenceNumber().orElse(null));
      var finished = checkpoints.stream().map(Checkpoint::finished).toArray();
      upsert.setArray(5, connection.createArrayOf("boolean", finished));
      upsert.execute();
    }
  }
}
