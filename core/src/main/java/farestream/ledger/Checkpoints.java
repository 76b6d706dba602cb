package farestream.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How far each shard of a stream has been applied, kept beside the rows.
public final class Checkpoints {
  private static final String PUT =
      """
      insert into stream_checkpoint (stream_arn, shard_id, sequence_number, finished)
      values (?, ?, ?, ?)
      on conflict (stream_arn, shard_id) do update set
        sequence_number = coalesce(excluded.sequence_number, stream_checkpoint.sequence_number),
        finished = excluded.finished,
        committed_at = now() at time zone 'UTC'
      """;

  private static final String OF_STREAM =
      "select shard_id, sequence_number, finished from stream_checkpoint where stream_arn = ?";

  private Checkpoints() {}

  /// By shard id.
  public static Map<String, Checkpoint> of(Connection connection, String streamArn)
      throws SQLException {
    try (var select = connection.prepareStatement(OF_STREAM)) {
      select.setString(1, streamArn);
      var checkpoints = new HashMap<String, Checkpoint>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          var shardId = rows.getString(1);
          var sequenceNumber = Optional.ofNullable(rows.getString(2));
          checkpoints.put(shardId, new Checkpoint(shardId, sequenceNumber, rows.getBoolean(3)));
        }
      }
      return checkpoints;
    }
  }

  static void put(Connection connection, String streamArn, Checkpoint checkpoint)
      throws SQLException {
    try (var upsert = connection.prepareStatement(PUT)) {
      upsert.setString(1, streamArn);
      upsert.setString(2, checkpoint.shardId());
      upsert.setString(3, checkpoint.sequenceNumber().orElse(null));
      upsert.setBoolean(4, checkpoint.finished());
      upsert.executeUpdate();
    }
  }
}
