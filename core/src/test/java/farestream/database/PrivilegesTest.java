package farestream.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Compares every privilege of every role with `docs/privileges.md`, which this test can write.
@Tag("integration")
class PrivilegesTest {
  private static final Path PAGE =
      Path.of(System.getProperty("farestream.home"), "docs", "privileges.md");

  private static final String WRITE = "farestream.write-privileges";
  private static final String EVERYONE = "everyone";
  private static final List<String> FIRST = List.of("SELECT", "INSERT", "UPDATE", "DELETE");

  /// A relation without an ACL has the default one, which is the owner's only.
  private static final String RELATIONS =
      """
      select relname as object, rolname as role, privilege_type as privilege, columns,
        coalesce(is_grantable, false) as is_grantable
      from pg_class left join lateral (
        select grantee, privilege_type, is_grantable, null as columns from aclexplode(relacl)
        union all
        select grantee, privilege_type, is_grantable, string_agg(attname, ', ' order by attnum)
        from pg_attribute cross join lateral aclexplode(attacl)
        where attrelid = pg_class.oid and not attisdropped
        group by grantee, privilege_type, is_grantable) as acl on grantee <> relowner
      left join lateral (
        select case grantee when 0 then 'everyone' else pg_get_userbyid(grantee) end as rolname
        where grantee is not null) as named on true
      where relnamespace = 'public'::regnamespace and relkind in (%s)
      """;

  /// Without trigger functions that run with the rights of the caller: they can't be called.
  private static final String FUNCTIONS =
      """
      select proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')' as object,
        case grantee when 0 then 'everyone' else pg_get_userbyid(grantee) end as role,
        privilege_type as privilege, null as columns, coalesce(is_grantable, false) as is_grantable
      from pg_proc
        left join lateral aclexplode(coalesce(proacl, acldefault('f', proowner))) as acl
          on grantee <> proowner
      where pronamespace = 'public'::regnamespace and prosecdef = %s
        and (prosecdef or prorettype <> 'trigger'::regtype)
        and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
      """;

  private static final String SCHEMA =
      """
      select nspname as object,
        case grantee when 0 then 'everyone' else pg_get_userbyid(grantee) end as role,
        privilege_type as privilege, null as columns,
        coalesce(is_grantable, false) as is_grantable
      from pg_namespace left join lateral aclexplode(nspacl) as acl on grantee <> nspowner
      where nspname = 'public'
      """;

  private final Jdbi owner = Jdbi.create(TestDatabase.fresh().owner());

  /// A privilege, or only the object if nobody but the owner has one.
  ///
  /// @param columns the columns to which it is limited
  public record Grant(
      String object,
      Optional<String> role,
      Optional<String> privilege,
      Optional<String> columns,
      boolean isGrantable) {

    String text() {
      return privilege.orElseThrow() + columns.map(" (%s)"::formatted).orElse("");
    }

    int position() {
      var position = FIRST.indexOf(privilege.orElseThrow());
      return position < 0 ? FIRST.size() : position;
    }
  }

  private record Section(String title, List<Grant> grants) {

    String table(List<String> roles) {
      var lines = new ArrayList<String>();
      lines.add("## " + title + "\n\n| | `" + String.join("` | `", roles) + "` |");
      lines.add("|---|" + "---|".repeat(roles.size()));
      grants.stream().collect(Collectors.groupingBy(Grant::object)).entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(
              of ->
                  Stream.concat(
                          Stream.of("`" + of.getKey() + "`"),
                          roles.stream().map(role -> cell(of.getValue(), role)))
                      .collect(Collectors.joining(" | ", "| ", " |")))
          .forEach(lines::add);
      return String.join("\n", lines) + "\n";
    }

    private static String cell(List<Grant> grants, String role) {
      return grants.stream()
          .filter(grant -> grant.role().filter(role::equals).isPresent())
          .sorted(Comparator.comparingInt(Grant::position).thenComparing(Grant::text))
          .map(Grant::text)
          .collect(Collectors.joining(", "));
    }
  }

  @Test
  void docs_privileges_lists_every_privilege_of_every_role() throws IOException {
    var sections = sections();
    var roles =
        sections.stream()
            .flatMap(section -> section.grants().stream())
            .flatMap(grant -> grant.role().stream())
            .filter(role -> !role.equals(EVERYONE))
            .collect(Collectors.toCollection(TreeSet::new));
    var columns = Stream.concat(roles.stream(), Stream.of(EVERYONE)).toList();
    var tables =
        sections.stream().map(section -> section.table(columns)).collect(Collectors.joining("\n"));
    var page = Files.readString(PAGE);
    var expected = page.substring(0, page.indexOf("## ")) + tables;
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, expected);
    }
    var written = Files.readString(PAGE);
    assertThat(
            Stream.concat(
                missing(written, expected, "not in the database: "),
                missing(expected, written, "not in the page: ")))
        .as("to write the page anew, run this test with -D%s=true", WRITE)
        .isEmpty();
    assertThat(written).isEqualTo(expected);
  }

  private static Stream<String> missing(String lines, String from, String as) {
    var there = from.lines().collect(Collectors.toSet());
    return lines.lines().filter(line -> !there.contains(line)).map(line -> as + line);
  }

  @Test
  void everyone_has_no_table_and_no_function_with_the_owners_rights() {
    assertThat(sections().stream().filter(section -> !section.title().endsWith("the caller")))
        .flatExtracting(Section::grants)
        .filteredOn(grant -> grant.role().filter(EVERYONE::equals).isPresent())
        .extracting(grant -> grant.object() + " " + grant.text())
        .containsExactly("public USAGE");
  }

  @Test
  void no_role_may_grant_what_it_has() {
    assertThat(sections()).flatExtracting(Section::grants).filteredOn(Grant::isGrantable).isEmpty();
  }

  private List<Section> sections() {
    return List.of(
        new Section("Schema", grants(SCHEMA)),
        new Section("Tables and views", grants(RELATIONS.formatted("'r', 'v'"))),
        new Section("Sequences", grants(RELATIONS.formatted("'S'"))),
        new Section(
            "Functions that run with the rights of the owner", grants(FUNCTIONS.formatted(true))),
        new Section(
            "Functions that run with the rights of the caller",
            grants(FUNCTIONS.formatted(false))));
  }

  private List<Grant> grants(String sql) {
    return owner.withHandle(
        handle -> handle.createQuery(sql).map(ConstructorMapper.of(Grant.class)).list());
  }
}
