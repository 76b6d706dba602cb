package farestream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.database.TestDatabase;
import farestream.trip.Codes;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CodesTest {
  private final TestDatabase database = TestDatabase.fresh();

  @Test
  void the_known_codes_are_those_of_the_database() throws SQLException {
    assertThat(all("rate_id", "rate_codes")).isEqualTo(joined(Codes.RATES));
    assertThat(all("id", "cab_types")).isEqualTo(joined(Codes.CAB_TYPES));
  }

  private String all(String code, String table) throws SQLException {
    try (var connection = database.owner().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select string_agg(%1$s::text, ' ' order by %1$s) from %2$s"
                    .formatted(code, table))) {
      row.next();
      return row.getString(1);
    }
  }

  private static String joined(Set<Long> codes) {
    return codes.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
