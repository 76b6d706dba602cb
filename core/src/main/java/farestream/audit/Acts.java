package farestream.audit;

import farestream.database.ColumnTypes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Reads the log of acts, which is the view `act` (`R__acts.sql`).
public final class Acts {
  private static final String NEWEST =
      """
      select * from act
      where (cast(:actor as text) is null or actor = :actor)
      order by recorded_at desc, act, object limit :limit
      """;

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public Acts(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// What one person did of one kind within a minute.
  ///
  /// @param recordedAt the time of the last, by the database's clock
  /// @param actor the login, or the role that an API assumed
  /// @param login the login of the session
  /// @param act what was done, such as `approved`
  /// @param object to what, such as `cycle 2` or `120 payments`
  /// @param amount the sum of the amounts, if the object has one
  public record Act(
      Instant recordedAt,
      String actor,
      String login,
      String act,
      String object,
      Optional<BigDecimal> amount) {}

  /// Returns the newest acts first.
  ///
  /// @param actor whose acts; empty for everybody's
  public List<Act> newest(Optional<String> actor, int limit) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("actor", actor)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Act.class))
                .list());
  }
}
