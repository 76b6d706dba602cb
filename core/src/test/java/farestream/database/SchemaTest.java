package farestream.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class SchemaTest {

  private static final String IN_32_BITS =
      """
      select string_agg(what, ', ') from (
        select attrelid::regclass || '.' || attname
        from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'c')
          and attnum > 0 and relname <> 'flyway_schema_history'
          and atttypid in ('int2'::regtype, 'int4'::regtype, 'int2[]'::regtype, 'int4[]'::regtype)
        union all
        select seqrelid::regclass::text from pg_sequence where seqtypid <> 'int8'::regtype
        union all
        select oid::regprocedure::text from pg_proc
        where pronamespace = 'public'::regnamespace
          and (prorettype = 'int4'::regtype or 'int4'::regtype = any (proargtypes)
            or prosrc ~ '\\m(integer|int4?|smallint)\\M\\s*(;|:=)')
      ) as counter (what)
      """;

  private static final String BEFORE_THE_BASELINE =
      """
      update flyway_schema_history set description = 'the workshops tables',
        script = 'V1__the_workshops_tables.sql', checksum = 1062336229
      where version = '1'
      """;

  private static final String NOT_READABLE =
      """
      select string_agg(oid::regclass::text, ', ') from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
        and not has_table_privilege('farestream', oid, 'select')
      """;

  @Test
  void a_second_migration_does_nothing() throws SQLException {
    var database = TestDatabase.empty();
    Schema.migrate(database.owner());
    var steps = number(database.owner(), "select count(*) from flyway_schema_history");
    Schema.migrate(database.owner());
    assertThat(number(database.owner(), "select count(*) from flyway_schema_history"))
        .isEqualTo(steps)
        .isGreaterThanOrEqualTo(5);
  }

  @Test
  void migrating_prints_nothing() {
    var database = TestDatabase.empty();
    var printed = new ByteArrayOutputStream();
    var out = System.out;
    var err = System.err;
    try (var captured = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      System.setErr(captured);
      Schema.migrate(database.owner());
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /// A 32-bit counter overflows after 24.8 days at 1,000 trips a second.
  @Test
  void no_column_sequence_or_variable_counts_in_32_bits() throws SQLException {
    assertThat(value(TestDatabase.fresh().owner(), IN_32_BITS)).isNull();
  }

  @Test
  void a_schema_of_another_version_is_refused() throws SQLException {
    var database = TestDatabase.fresh();
    run(
        database.owner(),
        "update flyway_schema_history set checksum = checksum + 1 where version = '4'");
    assertThatThrownBy(() -> Schema.migrate(database.owner())).isInstanceOf(SchemaMismatch.class);
  }

  /// The migrations before the baseline were V1 to V17; there is no upgrade from them.
  @Test
  void a_schema_from_before_the_baseline_is_refused() throws SQLException {
    var database = TestDatabase.fresh();
    run(database.owner(), BEFORE_THE_BASELINE);
    assertThatThrownBy(() -> Schema.migrate(database.owner())).isInstanceOf(SchemaMismatch.class);
  }

  @Test
  void every_repeatable_migration_can_be_repeated() throws SQLException {
    var database = TestDatabase.fresh();
    run(database.owner(), "update flyway_schema_history set checksum = 1 where version is null");
    assertThat(Schema.migrate(database.owner()).applied())
        .hasSizeGreaterThan(15)
        .noneMatch(step -> step.startsWith("V"));
  }

  @Test
  void the_role_of_the_commands_reads_every_table_and_view() throws SQLException {
    assertThat(value(TestDatabase.fresh().owner(), NOT_READABLE)).isNull();
  }

  @Test
  void the_role_of_the_commands_changes_no_schema() {
    var database = TestDatabase.fresh();
    for (var ddl :
        new String[] {
          "create table mine (id int)",
          "drop table payment",
          "alter table billing drop constraint billing_belongs_to_a_driver",
          "alter table billing disable trigger all",
          "truncate payment"
        }) {
      assertThatThrownBy(() -> run(database.commands(), ddl))
          .as(ddl)
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void the_labs_people_are_there() throws SQLException {
    var commands = TestDatabase.fresh().commands();
    assertThat(number(commands, "select count(*) from drivers where payment_id = 7")).isEqualTo(10);
    assertThat(number(commands, "select rider_id from riders")).isEqualTo(69257);
  }

  private static long number(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static @Nullable String value(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void run(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
