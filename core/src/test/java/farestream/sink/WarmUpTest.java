package farestream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.database.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private final TestDatabase database = TestDatabase.fresh();

  @Test
  void its_trips_reach_the_upsert_and_are_rejected_there_for_unknown_people() throws SQLException {
    try (var connection = database.commands().getConnection()) {
      var faults = new ArrayList<RejectedChange>();
      var warmUp = WarmUp.run(connection, faults);
      assertThat(warmUp.event().oldest()).isPresent();
      assertThat(faults)
          .hasSize(2)
          .allSatisfy(
              fault ->
                  assertThat(fault.reason().lines())
                      .containsExactly(
                          "RIDER_ID is unknown: no such row in riders",
                          "DRIVER_ID is unknown: no such row in drivers"));
      assertThat(warmUp.outcome())
          .isEqualTo(new BatchOutcome.Committed(0, 0, 0, 0, List.of("1", "2"), 0));
    }
  }

  @Test
  void it_leaves_no_rows() throws SQLException {
    try (var connection = database.commands().getConnection()) {
      var _ = WarmUp.run(connection);
      connection.commit();
    }
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement()) {
      for (var table :
          new String[] {
            "trips", "trip_history", "trip_removal", "quarantine", "stream_checkpoint"
          }) {
        try (var row = statement.executeQuery("select count(*) from " + table)) {
          row.next();
          assertThat(row.getInt(1)).as(table).isZero();
        }
      }
    }
  }
}
