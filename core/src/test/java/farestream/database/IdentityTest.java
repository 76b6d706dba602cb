package farestream.database;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.billing.BilledDatabase;
import farestream.billing.Billing;
import farestream.billing.LabSql;
import farestream.billing.Terms;
import farestream.payout.PaymentReturn;
import farestream.payout.Payout;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The database records who acted, and no writer can set it.
@Tag("integration")
class IdentityTest {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");

  private static final String ACCOUNT =
      """
      insert into bank_account (driver_id, holder, iban)
      values (510909, 'Grace', 'DE89370400440532013000')
      """;

  private static final String WHO = "select actor || ' ' || login from bank_account order by id";

  private final BilledDatabase database = new BilledDatabase();

  @Test
  void every_table_that_records_who_acted_records_login_and_time_too() {
    assertThat(
            strings(
                """
                select table_name || ' ' || string_agg(
                  column_name || ' ' || is_nullable || ' ' || column_default, ', ' order by column_name)
                from information_schema.columns join information_schema.tables using (table_schema, table_name)
                where table_schema = 'public' and table_type = 'BASE TABLE'
                  and column_name in ('actor', 'login') and table_name not in ('billing', 'quarantine')
                group by table_name order by 1
                """))
        .hasSize(11)
        .allSatisfy(
            columns ->
                assertThat(columns).endsWith(" actor NO acting_person(), login NO SESSION_USER"));
    assertThat(
            strings(
                """
                select table_name from information_schema.columns where table_schema = 'public'
                  and column_name in ('actor', 'login', 'recorded_at')
                group by table_name having count(*) = 2
                """))
        .isEmpty();
  }

  @Test
  void a_manual_bill_and_a_resolution_name_who_made_them_and_other_rows_nobody() {
    var colleague = Jdbi.create(database.database().colleague());
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    colleague.useHandle(handle -> handle.execute(LabSql.billOn("2019-03-05")));
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "42.26");
    database.billing().close(NOON.plus(Duration.ofDays(1)), NOW);
    assertThat(strings("select concat_ws(' ', made_by, actor, login) from billing order by id"))
        .containsExactly("manual colleague colleague", "farestream");
    database.run(
        """
        insert into quarantine (stream_arn, sequence_number, reason, payload)
        values ('a', '1', 'odd', '{}'), ('a', '2', 'odd', '{}')
        """);
    colleague.useHandle(
        handle ->
            handle.execute(
                """
                update quarantine set resolved_at = now(), resolution = 'replayed'
                where sequence_number = '1'
                """));
    assertThat(
            strings("select concat_ws(' ', resolution, actor, login) from quarantine order by id"))
        .containsExactly("replayed colleague colleague", "");
    var reopened = "update quarantine set resolved_at = null, resolution = null";
    assertThat(refusal(() -> database.run(reopened)).getConstraint())
        .isEqualTo("a_resolution_names_its_actor");
  }

  @Test
  void the_bill_of_a_cycle_names_nobody() throws SQLException {
    try (var connection = database.database().colleague().getConnection()) {
      execute(connection, "create temporary view mine as select * from billing");
      execute(connection, "alter view mine alter column actor set default 'farestream'");
      assertThat(
              refusal(
                      () ->
                          execute(
                              connection,
                              """
                              insert into mine (driver_id, billing_start, billing_end, billing_amount,
                                rides_total, made_by, drivers_part)
                              values (510909, '2019-03-05', '2019-03-06', 1, 1, 'farestream', 1)
                              """))
                  .getConstraint())
          .isEqualTo("a_manual_bill_names_its_actor");
    }
  }

  @Test
  void no_role_of_farestream_can_write_who_acted_or_when() {
    assertThat(
            strings(
                """
                select grantee || ' ' || privilege_type || ' ' || table_name || '.' || column_name
                from information_schema.column_privileges as granted
                where table_schema = 'public' and column_name in ('actor', 'login', 'recorded_at')
                  and privilege_type in ('INSERT', 'UPDATE') and grantee <> 'farestream_owner'
                  and exists (
                    select from information_schema.columns
                    where table_name = granted.table_name and column_name = 'actor')
                """))
        .isEmpty();
  }

  @Test
  void a_statement_that_names_the_actor_login_or_time_is_refused() {
    for (var column :
        strings(
            """
            select table_name || ' ' || column_name from information_schema.columns as written
              join information_schema.tables using (table_schema, table_name)
            where table_schema = 'public' and table_type = 'BASE TABLE'
              and column_name in ('actor', 'login', 'recorded_at')
              and exists (
                select from information_schema.columns
                where table_name = written.table_name and column_name = 'actor')
            """)) {
      var table = column.split(" ", 2)[0];
      var name = column.split(" ", 2)[1];
      for (var sql :
          List.of(
              "insert into %1$s (%2$s) select %2$s from %1$s".formatted(table, name),
              "update %1$s set %2$s = %2$s".formatted(table, name))) {
        assertThat(refusal(() -> database.run(sql)).getSQLState())
            .as(sql)
            .isEqualTo(INSUFFICIENT_PRIVILEGE);
      }
    }
  }

  @Test
  void what_two_people_do_is_recorded_with_their_logins() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    var colleague = database.database().colleague();
    new Billing(colleague, BilledDatabase.NEW_YORK, Terms.LAB).close(NOON, NOW);
    new Payout(database.database().commands()).pay(NOW);
    var paid = database.value("select actor || ' ' || login from payment");
    new PaymentReturn(colleague).take(200001, "closed", NOW);
    assertThat(paid).isEqualTo("farestream farestream");
    assertThat(database.value("select actor || ' ' || login from payment"))
        .isEqualTo("colleague colleague");
    assertThat(
            strings("select status || ' ' || actor || ' ' || login from payment_event order by id"))
        .containsExactly("completed farestream farestream", "returned colleague colleague");
    assertThat(strings("select event || ' ' || actor from billing_cycle_event"))
        .containsExactly("closed colleague");
    assertThat(
            database.value(
                """
                select bool_and(recorded_at > (now() - interval '1 h') at time zone 'UTC'
                  and recorded_at <= clock_timestamp() at time zone 'UTC')
                from (
                  select recorded_at from payment_event
                  union all select recorded_at from payment
                  union all select recorded_at from billing_cycle_event) as recorded
                """))
        .isEqualTo("t");
  }

  @Test
  void the_authenticator_acts_as_the_person_whose_role_it_assumes() throws SQLException {
    try (var connection = database.database().as("farestream_authenticator").getConnection()) {
      connection.setAutoCommit(false);
      execute(connection, "set local role colleague");
      execute(connection, ACCOUNT);
      execute(connection, "insert into riders (rider_id, rider_name) values (987654, 'Ann')");
      connection.commit();
      assertThatThrownBy(() -> execute(connection, ACCOUNT))
          .as("the role ends with the transaction")
          .hasMessageContaining("permission denied");
      connection.rollback();
      assertThatThrownBy(() -> execute(connection, "set local role farestream_owner"))
          .hasMessageContaining("permission denied");
      connection.rollback();
    }
    assertThat(strings(WHO)).containsExactly("colleague farestream_authenticator");
    // Written by a SECURITY DEFINER function.
    assertThat(
            database.value(
                "select actor || ' ' || login from person_change where number = 987654 and kind = 'rider'"))
        .isEqualTo("colleague farestream_authenticator");
    database.runAsOwner("delete from riders where rider_id = 987654");
  }

  @Test
  void another_login_can_neither_become_the_first_nor_change_it() throws SQLException {
    try (var connection = database.database().colleague().getConnection()) {
      for (var sql :
          List.of(
              "set role farestream",
              "set session authorization farestream",
              "alter role farestream password 'stolen'",
              "alter role farestream set search_path = pg_temp")) {
        assertThatThrownBy(() -> execute(connection, sql))
            .as(sql)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bank_account (holder, iban) values ('me', 'DE89370400440532013000')",
        "bank_message (sha256, message_id, kind, read_at, changes, remained)"
            + " values ('a', 'b', 'returns', '2020-01-01', 0, 0)"
      })
  void defaults_of_a_temporary_view_do_not_say_who_acted(String insert) throws SQLException {
    var table = insert.split(" ", 2)[0];
    try (var connection = database.database().colleague().getConnection()) {
      execute(connection, "create temporary view mine as select * from " + table);
      execute(connection, "alter view mine alter column actor set default 'farestream'");
      execute(connection, "alter view mine alter column login set default 'farestream'");
      execute(connection, "alter view mine alter column recorded_at set default '2001-01-01'");
      execute(connection, "insert into mine" + insert.substring(table.length()));
    }
    assertThat(
            strings(
                "select actor || ' ' || login || ' ' || (recorded_at > '2020-01-01') from "
                    + table))
        .containsExactly("colleague colleague true");
  }

  @Test
  void no_id_is_chosen_by_a_writer() {
    var choosing =
        "insert into bank_account (id, holder, iban) overriding system value"
            + " values (900000, 'me', 'DE89370400440532013000')";
    assertThat(refusal(() -> database.run(choosing)).getSQLState())
        .isEqualTo(INSUFFICIENT_PRIVILEGE);
  }

  @Test
  void without_an_assumed_role_the_authenticator_is_nobody() throws SQLException {
    try (var connection = database.database().as("farestream_authenticator").getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select acting_person()")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isNull();
    }
  }

  @Test
  void a_function_of_the_callers_schema_does_not_say_who_acts() throws SQLException {
    try (var connection = database.database().as("farestream_owner").getConnection()) {
      connection.setAutoCommit(false);
      execute(connection, "create schema mine");
      execute(
          connection,
          "create function mine.current_setting(text) returns text return 'farestream'");
      execute(connection, "grant usage on schema mine to public");
      execute(connection, "set local search_path = mine, pg_catalog, public");
      execute(
          connection,
          "insert into bank_account (holder, iban) values ('me', 'DE89370400440532013000')");
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("select actor from bank_account")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("farestream_owner");
      }
      connection.rollback();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Colleague", "colleague ", "c\u043elleague", "COLLEAGUE"})
  void a_look_alike_is_no_login_and_no_role(String name) throws SQLException {
    assertThatThrownBy(() -> database.database().as(name).getConnection())
        .isInstanceOf(SQLException.class);
    try (var connection = database.database().as("farestream_authenticator").getConnection()) {
      assertThatThrownBy(() -> execute(connection, "set role \"%s\"".formatted(name)))
          .hasMessageContaining("does not exist");
    }
  }

  private List<String> strings(String sql) {
    return Jdbi.create(database.database().owner())
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
