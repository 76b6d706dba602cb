package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.TestInstance;
import farestream.failure.Refusal;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rider  | email      | 100 | Person29000102@example.com | e-mail address person29000102@example.com",
        "driver | email      | 200 | DRIVER29000202@taxi.com    | e-mail address driver29000202@taxi.com",
        "driver | vehicle_id | 300 | CAB-29000302               | vehicle CAB29000302"
      })
  void a_value_that_somebody_else_has_is_reported_instead_of_leaving_a_person_out(
      String kind, String column, int offset, String value, String reported) {
    var first = OTHERS + offset;
    var holder = first + 50;
    instance.update(
        "insert into %1$ss (%1$s_id, %2$s) values (%3$d, '%4$s')"
            .formatted(kind, column.equals("email") ? kind + "_email" : column, holder, value));
    assertThatThrownBy(() -> new StandIns(3, 3).insert(instance.config().ledger(), first, first))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%1$s %2$d has the %3$s of the generated %1$s %4$d: change it with ./farestream %1$s"
                + " update %2$d --%5$s …, and run the same command again",
            kind, holder, reported, first + 1, column.replace("_id", ""));
  }
}
