package farestream.database;

import farestream.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/// Maps Farestream's types to columns: [Instant] to `timestamp` in UTC, [Money] to `numeric`.
///
/// JDBI's default mapping of times uses the JVM's time zone, in which one hour a year may not
/// exist. This mapping uses only UTC.
public final class ColumnTypes implements JdbiPlugin {

  public static Jdbi jdbi(DataSource database) {
    return Jdbi.create(database).installPlugin(new ColumnTypes());
  }

  @Override
  public void customizeJdbi(Jdbi jdbi) {
    // A statement's arguments may be personal data and must not appear in messages.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    jdbi.registerArgument(new InstantInUtc())
        .registerColumnMapper(Instant.class, (row, column, _) -> instant(row, column))
        .registerColumnMapper(Money.class, (row, column, _) -> money(row, column));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    var inUtc = row.getObject(column, LocalDateTime.class);
    return inUtc == null ? null : inUtc.toInstant(ZoneOffset.UTC);
  }

  private static @Nullable Money money(ResultSet row, int column) throws SQLException {
    var amount = row.getBigDecimal(column);
    return amount == null ? null : new Money(amount);
  }

  private static final class InstantInUtc extends AbstractArgumentFactory<Instant> {
    InstantInUtc() {
      super(Types.TIMESTAMP);
    }

    @Override
    protected Argument build(Instant instant, ConfigRegistry config) {
      var inUtc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      return (position, statement, _) -> statement.setObject(position, inUtc);
    }
  }
}
