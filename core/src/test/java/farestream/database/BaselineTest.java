package farestream.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// The baseline makes the schema that the former migrations (`db/former`) made, object by object.
class BaselineTest {

  /// Comments and white space in bodies of functions may differ.
  private static final String OBJECTS =
      """
      with relation as (
        select pg_class.*, oid::regclass::text as name from pg_class
        where relnamespace = 'public'::regnamespace and relname !~ '^flyway'
      )
      select 'relation ' || name, concat_ws('; ', relkind, relpersistence, relowner::regrole,
        (select string_agg(acl::text, ' ' order by acl::text) from unnest(relacl) as acl),
        obj_description(oid, 'pg_class'),
        case when relkind = 'v' then pg_get_viewdef(oid) end)
      from relation where relkind <> 'i'
      union all
      select 'column ' || name || '.' || attname, concat_ws('; ',
        format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attcollation,
        pg_get_expr(adbin, adrelid), attacl::text, col_description(attrelid, attnum))
      from relation join pg_attribute on attrelid = relation.oid
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where relkind in ('r', 'v', 'c') and attnum > 0 and not attisdropped
      union all
      select 'constraint ' || name || '.' || conname, concat_ws('; ',
        pg_get_constraintdef(pg_constraint.oid), convalidated, condeferrable,
        obj_description(pg_constraint.oid))
      from relation join pg_constraint on conrelid = relation.oid
      union all
      select 'index ' || name, concat_ws('; ', pg_get_indexdef(oid), indisunique, indisvalid)
      from relation join pg_index on indexrelid = oid
      union all
      select 'sequence ' || name, concat_ws('; ', seqtypid::regtype, seqstart, seqincrement,
        seqmax, seqmin, seqcache, seqcycle, (
          select refobjid::regclass || '.' || refobjsubid from pg_depend
          where objid = oid and deptype in ('a', 'i') and refclassid = 'pg_class'::regclass),
        pg_sequence_last_value(oid))
      from relation join pg_sequence on seqrelid = oid
      union all
      select 'trigger ' || name || '.' || tgname,
        concat_ws('; ', pg_get_triggerdef(pg_trigger.oid), tgenabled)
      from relation join pg_trigger on tgrelid = relation.oid where not tgisinternal
      union all
      select 'function ' || oid::regprocedure, concat_ws('; ', pg_get_function_arguments(oid),
        pg_get_function_result(oid), prokind, prolang, provolatile, prosecdef, proisstrict,
        proretset, proleakproof, proparallel, procost, prorows, proowner::regrole,
        (select string_agg(setting, ' ' order by setting) from unnest(proconfig) as setting),
        (select string_agg(acl::text, ' ' order by acl::text) from unnest(proacl) as acl),
        obj_description(oid, 'pg_proc'), pg_get_function_sqlbody(oid),
        btrim(regexp_replace(regexp_replace(prosrc, '--[^\\n]*', '', 'g'), '\\s+', ' ', 'g')))
      from pg_proc where pronamespace = 'public'::regnamespace
      union all
      select 'type ' || oid::regtype, concat_ws('; ', typtype, typrelid::regclass, typacl::text)
      from pg_type where typnamespace = 'public'::regnamespace and typname !~ 'flyway'
      union all
      select 'schema ' || nspname, nspacl::text from pg_namespace where nspname = 'public'
      union all
      select 'database', array_to_string(datacl, ' ') from pg_database
      where datname = current_database()
      """;

  /// Times at which people were created differ.
  private static final String ROWS =
      """
      select relname, query_to_xml(
        format('select to_jsonb(%1$I) - ''created_on'' from %1$I order by 1', relname),
        true, false, '')::text
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname !~ '^flyway'
      """;

  @Test
  void the_baseline_makes_the_same_schema_as_the_former_migrations() throws SQLException {
    var former = TestDatabase.empty();
    Flyway.configure().dataSource(former.owner()).locations("classpath:db/former").load().migrate();
    var baseline = TestDatabase.empty();
    Schema.migrate(baseline.owner());
    assertThat(objects(former)).hasSizeGreaterThan(500);
    var differences = new TreeMap<String, String>();
    var made = objects(baseline);
    var expected = objects(former);
    expected.forEach(
        (name, text) -> {
          if (!text.equals(made.remove(name))) {
            differences.put(name, text);
          }
        });
    assertThat(differences).as("other or missing").isEmpty();
    assertThat(made).as("additional").isEmpty();
    assertThatThrownBy(() -> Schema.migrate(former.owner())).isInstanceOf(OtherSchema.class);
  }

  private static Map<String, String> objects(TestDatabase database) throws SQLException {
    var objects = new TreeMap<String, String>();
    try (var connection = database.owner().getConnection();
        var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery(OBJECTS)) {
        while (rows.next()) {
          assertThat(objects.put(rows.getString(1), String.valueOf(rows.getString(2))))
              .as("another " + rows.getString(1))
              .isNull();
        }
      }
      try (var rows = statement.executeQuery(ROWS)) {
        while (rows.next()) {
          objects.put("rows of " + rows.getString(1), rows.getString(2));
        }
      }
    }
    return objects;
  }
}
