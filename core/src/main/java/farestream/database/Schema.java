package farestream.database;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.flywaydb.core.api.output.MigrateOutput;

/// The relational schema, brought up to date by the migrations in `db/migration`.
public final class Schema {

  private Schema() {}

  /// What a migration did.
  ///
  /// @param applied in their order, such as `V4 sink` and, of repeatable ones, `privileges`
  /// @param version the schema's, now
  public record Migrated(List<String> applied, String version) {}

  /// Applies what is missing and does nothing where nothing is. Two at once on one database wait
  /// for each other. Prints nothing: what goes wrong is thrown.
  ///
  /// @param owner the role that owns the database; the role `farestream`, which the commands use
  ///     and which is given its privileges here, must exist
  /// @throws OtherSchema if it was migrated by another version, with other migrations
  /// @throws org.flywaydb.core.api.FlywayException if the database can't be reached, or holds a
  ///     schema that these migrations didn't make
  public static Migrated migrate(DataSource owner) {
    var flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(owner)
            .locations("classpath:db/migration")
            .validateMigrationNaming(true)
            .loggers(Silence.class.getName())
            .load();
    try {
      var applied = flyway.migrate().migrations.stream().map(Schema::name).toList();
      return new Migrated(applied, String.valueOf(flyway.info().current().getVersion()));
    } catch (FlywayValidateException changed) {
      throw OtherSchema.ofTables(database(owner));
    }
  }

  private static String database(DataSource owner) {
    try (var connection = owner.getConnection()) {
      return connection.getCatalog();
    } catch (SQLException failure) {
      throw new IllegalStateException("the database has gone away", failure);
    }
  }

  private static String name(MigrateOutput step) {
    return step.version.isEmpty()
        ? step.description
        : "V%s %s".formatted(step.version, step.description);
  }

  /// Flyway tells of its work on the console or to whichever logger it finds. Commands print their
  /// own answers there and nothing else. Public because Flyway makes it from its name.
  public static final class Silence implements LogCreator, Log {
    @Override
    public Log createLogger(Class<?> teller) {
      return this;
    }

    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Exception cause) {}

    @Override
    public void notice(String message) {}
  }
}
