package farestream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.audit.Audit.Outcome.Disproved;
import farestream.billing.BilledDatabase;
import farestream.database.ColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Changes each column of each table, in the first and in the last row, and checks that the audit
/// finds it. A new table or column is included automatically: it must be sealed, recomputed or
/// listed here.
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class EveryColumnTest {
  private static final String DYNAMODB = "compared with DynamoDB by reconcile";
  private static final String SINK = "a table of the sink without amounts";
  private static final String NAMES = "names and codes without amounts";

  /// Tables that the audit doesn't check, with the reason.
  private static final Map<String, String> NOT_CHECKED =
      Map.ofEntries(
          Map.entry("trips", DYNAMODB),
          Map.entry("trip_history", DYNAMODB),
          Map.entry("trip_removal", DYNAMODB),
          Map.entry("quarantine", SINK),
          Map.entry("stream_checkpoint", SINK),
          Map.entry("stream_gap", SINK),
          Map.entry("stream_reader", SINK),
          Map.entry("riders", NAMES),
          Map.entry("drivers", NAMES),
          Map.entry("person_change", "the history of riders and drivers, without amounts"),
          Map.entry("car_model", NAMES),
          Map.entry("cab_types", NAMES),
          Map.entry("rate_codes", NAMES),
          Map.entry("payment_types", NAMES),
          Map.entry("trip_status", NAMES),
          Map.entry("journal_account", NAMES),
          Map.entry("trip_import_sent", SINK),
          Map.entry("trip_followed", "the latency of the stream, for reports"),
          Map.entry("billing_without_lines", "a list for `bill`; the audit checks the bills"),
          Map.entry("billing_cycle_left", "obsolete after the next cycle; missing trips are found"),
          Map.entry("flyway_schema_history", "a table of Flyway"));

  /// Columns that are checked in tables that otherwise aren't.
  private static final Map<String, Set<String>> CHECKED_COLUMNS =
      Map.of(
          "trips", Set.of("trip_import"),
          "billing_cycle_left", Set.of("amount", "hold", "is_rejected"));

  /// Which rows are sealed, for tables of which not all are.
  private static final Map<String, String> SEALED =
      Map.of("billing_cycle_left", "hold is not null");

  private final BilledDatabase database = new BilledDatabase();
  private final Jdbi owner = ColumnTypes.jdbi(database.database().owner());

  record Column(String table, String name, String type, boolean isKey, boolean isGenerated) {

    /// Returns an expression that always differs from the present value.
    String other() {
      return switch (type) {
        case "integer", "bigint", "numeric" ->
            "coalesce(%s, 0) + %d".formatted(name, isKey ? 1_000_000 : 1);
        case "text" -> "coalesce(%s, '') || 'x'".formatted(name);
        case "timestamp without time zone" ->
            "coalesce(%s, '2020-01-01') + interval '1 s'".formatted(name);
        case "date" -> name + " + 1";
        case "boolean" -> "not " + name;
        case "bytea" -> name + " || '\\x00'";
        case "ARRAY" -> "array_append(%1$s, %1$s[1])".formatted(name);
        default -> throw new IllegalStateException("add another value for " + this);
      };
    }
  }

  @BeforeAll
  void everything_happens() {
    EveryKind.of(database);
    database.runAsOwner(OwnerRights.FUNCTION);
  }

  List<String> tables() {
    return owner.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select table_name from information_schema.tables
                    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1
                    """)
                .mapTo(String.class)
                .filter(
                    table -> !NOT_CHECKED.containsKey(table) || CHECKED_COLUMNS.containsKey(table))
                .list());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void a_change_of_any_column_is_found(String table) {
    var missed = new ArrayList<String>();
    var some = CHECKED_COLUMNS.getOrDefault(table, Set.of());
    for (var column : columns(table)) {
      if (!some.isEmpty() && !some.contains(column.name())) {
        continue;
      }
      for (var last : List.of("asc", "desc")) {
        owner.useTransaction(
            handle -> {
              change(handle, column, last);
              if (!isFound(handle, table)) {
                missed.add(column.name() + " " + last);
              }
              handle.rollback();
            });
      }
    }
    assertThat(missed).isEmpty();
  }

  private List<Column> columns(String of) {
    return owner.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select table_name as table, column_name as name, data_type as type,
                      exists (
                        select from pg_index
                        where indrelid = table_name::regclass and indisprimary
                          and ordinal_position = any (indkey)) as is_key,
                      is_generated = 'ALWAYS' as is_generated
                    from information_schema.columns
                    where table_schema = 'public' and table_name = ? order by ordinal_position
                    """)
                .bind(0, of)
                .map(ConstructorMapper.of(Column.class))
                .list());
  }

  private static void change(Handle handle, Column column, String last) {
    handle.execute("select owner_may_do_all(?)", column.table());
    var alter = "alter table %s alter %s ".formatted(column.table(), column.name());
    if (column.isGenerated()) {
      handle.execute(alter + "drop expression");
    }
    handle.execute(alter + "drop identity if exists");
    var changed =
        handle.execute(
            """
            update %1$s set %2$s = %3$s
            where ctid = (select ctid from %1$s where %5$s order by 1 %4$s limit 1)
            """
                .formatted(
                    column.table(),
                    column.name(),
                    column.other(),
                    last,
                    SEALED.getOrDefault(column.table(), "true")));
    assertThat(changed).as("rows of %s", column).isEqualTo(1);
  }

  /// Returns whether the audit found a difference and named the table or, for lines, the row that
  /// they belong to.
  private static boolean isFound(Handle handle, String table) {
    var named =
        switch (table) {
          case "billing_line" -> List.of(table, "billing");
          case "journal_line", "journal_seal" -> List.of(table, "journal_posting");
          default -> List.of(table);
        };
    return Audit.verify(handle, Optional.empty(), _ -> {}).outcome() instanceof Disproved disproved
        && disproved.steps().stream()
            .anyMatch(found -> named.stream().anyMatch(found.first().rows()::containsKey));
  }
}
