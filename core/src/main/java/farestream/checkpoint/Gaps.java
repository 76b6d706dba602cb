package farestream.checkpoint;

import farestream.database.SqlArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// Stores the gaps of the stream. `reconcile` finds and repairs the trips that a gap lost.
public final class Gaps {
  private static final String PUT =
      """
      insert into stream_gap (stream_arn, shard_id, after_sequence_number)
      select gap.* from unnest(?::text[], ?::text[], ?::text[]) as gap
      on conflict on constraint a_gap_is_found_once do update set
        found_at = excluded.found_at, healed_at = null
      where stream_gap.healed_at is not null
      """;

  private static final String HEAL =
      """
      update stream_gap set healed_at = now() at time zone 'UTC'
      where healed_at is null and found_at < ?
      """;

  private Gaps() {}

  /// Inserts gaps. A healed gap that is found again is reopened: more records were trimmed after
  /// the same checkpoint.
  public static void put(Connection connection, List<Gap> gaps) throws SQLException {
    try (var insert = connection.prepareStatement(PUT)) {
      SqlArrays.texts(insert, 1, gaps, gap -> gap.shard().streamArn());
      SqlArrays.texts(insert, 2, gaps, gap -> gap.shard().shardId());
      SqlArrays.texts(insert, 3, gaps, gap -> gap.after().orElse(null));
      insert.executeUpdate();
    }
  }

  /// Closes the gaps that were found before a comparison that left both sides equal.
  ///
  /// @param compared the start of the comparison, by the database's clock
  /// @return the number of gaps closed
  public static int heal(Connection connection, Instant compared) throws SQLException {
    try (var update = connection.prepareStatement(HEAL)) {
      update.setObject(1, LocalDateTime.ofInstant(compared, ZoneOffset.UTC));
      return update.executeUpdate();
    }
  }
}
