package farestream.database;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.flywaydb.core.api.output.MigrateOutput;

/// Migrates the PostgreSQL schema with the Flyway migrations in `db/migration`.
public final class Schema {

  private Schema() {}

  /// The result of a migration.
  ///
  /// @param applied the applied migrations in order, such as `V4 sink`, or `privileges` for a
  ///     repeatable one
  /// @param version the schema's version after the migration
  public record Migrated(List<String> applied, String version) {}

  /// Applies the pending migrations. Concurrent migrations of one database wait for each other.
  /// Prints nothing; errors are thrown.
  ///
  /// @param owner connections as the database's owner; the role `farestream`, which the commands
  ///     use and which gets its privileges here, must exist
  /// @throws SchemaMismatch if another version with different migrations migrated the database
  /// @throws org.flywaydb.core.api.FlywayException if the database can't be reached, or has a
  ///     schema that Flyway didn't create
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
      throw SchemaMismatch.ofTables(database(owner));
    }
  }

  private static String database(DataSource owner) {
    try (var connection = owner.getConnection()) {
      return connection.getCatalog();
    } catch (SQLException failure) {
      throw new IllegalStateException(
          "could not read the database's name after a failed migration", failure);
    }
  }

  private static String name(MigrateOutput step) {
    return step.version.isEmpty()
        ? step.description
        : "V%s %s".formatted(step.version, step.description);
  }

  /// A Flyway logger that discards everything, because commands print only their own output. Public
  /// because Flyway creates it by its class name.
  public static final class Silence implements LogCreator, Log {
    @Override
    public Log createLogger(Class<?> source) {
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
