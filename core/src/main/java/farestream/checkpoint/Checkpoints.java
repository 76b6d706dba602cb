package farestream.checkpoint;

import farestream.database.SqlArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How far each shard has been applied, kept beside the rows.
public final class Checkpoints {

  /// With the commit in the same message: one way to the server and back instead of two. After an
  /// error the server skips what is left of a message.
  private static final String PUT_AND_COMMIT =
      """
      with reader as materialized (select require_reader(?))
      insert into stream_checkpoint (stream_arn, shard_id, sequence_number, finished)
      select place.*
      from reader cross join unnest(?::text[], ?::text[], ?::text[], ?::boolean[]) as place
      on conflict (stream_arn, shard_id) do update set
        sequence_number = coalesce(excluded.sequence_number, stream_checkpoint.sequence_number),
        finished = excluded.finished,
        committed_at = now() at time zone 'UTC';
      commit
      """;

  private static final String ALL =
      "select stream_arn, shard_id, sequence_number, finished from stream_checkpoint";

  private Checkpoints() {}

  /// Of every stream that was ever read.
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

  /// Ends the transaction.
  ///
  /// @throws SQLException with SQLSTATE FS001 if another reader has taken over since
  public static void putAndCommit(Connection connection, ReaderProgress progress)
      throws SQLException {
    var places = progress.checkpoints();
    try (var upsert = connection.prepareStatement(PUT_AND_COMMIT)) {
      upsert.setLong(1, progress.epoch());
      SqlArrays.texts(upsert, 2, places, place -> place.shard().streamArn());
      SqlArrays.texts(upsert, 3, places, place -> place.shard().shardId());
      SqlArrays.texts(upsert, 4, places, place -> place.sequenceNumber().orElse(null));
      var finished = places.stream().map(Checkpoint::finished).toArray();
      upsert.setArray(5, connection.createArrayOf("boolean", finished));
      upsert.execute();
    }
  }
}
