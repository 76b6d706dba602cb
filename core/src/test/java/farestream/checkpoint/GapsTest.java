package farestream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.database.TestDatabase;
import farestream.sink.BatchOutcome;
import farestream.sink.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GapsTest {
  private static final ShardKey SHARD =
      new ShardKey("arn:aws:dynamodb:local:0:table/trips/stream/1", "shardId-1");
  private static final List<Gap> GAP = List.of(new Gap(SHARD, Optional.of("7")));

  private final TestDatabase database = TestDatabase.fresh();
  private final Connection connection;
  private final Ledger ledger;
  private final ReaderProgress progress;

  GapsTest() throws SQLException {
    connection = database.commands().getConnection();
    ledger = new Ledger(connection);
    try (var other = database.commands().getConnection()) {
      var checkpoint = new Checkpoint(SHARD, Optional.of("1"), false);
      progress = new ReaderProgress(ReaderEpoch.takeOver(other), List.of(checkpoint));
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void a_gap_is_recorded_once_and_open_until_it_is_healed() throws SQLException {
    record();
    record();
    assertThat(open()).isEqualTo(1);
    assertThat(Gaps.heal(connection, Instant.parse("2020-01-01T00:00:00Z"))).isZero();
    heal();
    assertThat(open()).isZero();
  }

  @Test
  void a_healed_gap_that_is_found_again_is_reopened() throws SQLException {
    record();
    heal();
    record();
    assertThat(open()).isEqualTo(1);
  }

  private void record() {
    assertThat(ledger.gaps(GAP, progress)).isInstanceOf(BatchOutcome.Committed.class);
  }

  private void heal() throws SQLException {
    assertThat(Gaps.heal(connection, Instant.now().plusSeconds(60))).isEqualTo(1);
    connection.commit();
  }

  private int open() throws SQLException {
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement();
        var rows =
            statement.executeQuery("select count(*) from stream_gap where healed_at is null")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
