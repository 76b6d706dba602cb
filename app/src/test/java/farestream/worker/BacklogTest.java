package farestream.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private final SplittableRandom random = new SplittableRandom(1);
  private final ScriptedTable table = new ScriptedTable(random);
  private final TripWriter writer = new TripWriter(random, table);
  private final TripStreams streams =
      new TripStreams(new ScriptedStreams(table, random, 100), ScriptedTable.NAME);

  @Test
  void records_that_expired_unread_are_not_counted_and_cause_no_error() throws Exception {
    var database = StressDatabase.running();
    database.empty();
    write(5);
    var reader = StressReader.takeOver(database, StressSink.AS_IT_IS, streams, () -> 0);
    while (reader.round() > 0) {}
    reader.abandon();
    write(5);
    table.age(table.latest(), _ -> false);
    write(2);
    assertThat(backlog(database).records()).isEqualTo(2);
  }

  private Backlog backlog(StressDatabase database) throws SQLException {
    try (var connection = database.commands().getConnection()) {
      return Backlog.of(streams, connection);
    }
  }

  private void write(int records) {
    for (var i = 0; i < records; i++) {
      var _ = writer.write();
    }
  }
}
