package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.TestInstance;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandInsTest {
  private static final long OTHERS = 29_000_001;

  private final TestInstance instance = TestInstance.running();

  /// Plates are unique in the ledger, and a driver with the plate of another wouldn't be inserted.
  @Test
  void drivers_of_a_replay_and_others_are_all_inserted_with_the_plates_of_their_trips()
      throws SQLException {
    var people = new StandIns(2, 3);
    people.insert(instance.config().ledger());
    people.insert(instance.config().ledger(), OTHERS, OTHERS);
    for (var first : new long[] {9_000_001, OTHERS}) {
      for (var id = first; id < first + 3; id++) {
        assertThat(instance.rows("select vehicle_id from drivers where driver_id = " + id))
            .containsExactly(StandIns.driver(id, 1, Optional.empty()).vehicle().orElseThrow());
      }
    }
    assertThat(StandIns.driver(9_000_001, 1, Optional.empty()).vehicle()).hasValue("RPL000001");
  }

  /// The trips of a person who isn't inserted would be quarantined.
  @Test
  void an_address_that_another_rider_has_is_told_instead_of_leaving_the_rider_out() {
    instance.update(
        "insert into riders (rider_id, rider_email) values (%d, 'Person%d@example.com')"
            .formatted(OTHERS + 50, OTHERS + 11));
    assertThatThrownBy(
            () -> new StandIns(3, 1).insert(instance.config().ledger(), OTHERS + 10, OTHERS + 10))
        .hasMessageContaining("a_riders_email_is_unique");
  }
}
