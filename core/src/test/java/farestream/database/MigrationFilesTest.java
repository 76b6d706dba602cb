package farestream.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tests what the files in `db/migration` contain: tables in `V*.sql`, functions, triggers and
/// views in `R__*.sql`.
class MigrationFilesTest {
  private static final int LONGEST_FILE = 200;

  private static final Pattern COMMENT = Pattern.compile("--.*");
  private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*'");

  /// A definition of a function, view or trigger. A trigger's name is unique only within its table;
  /// R__seals creates its triggers in a loop.
  private static final Pattern RULE =
      Pattern.compile(
          "create\\s+(or\\s+replace\\s+)?(?:constraint\\s+)?"
              + "(?:(function|procedure|view)\\s+(\\w+)"
              + "|trigger\\s+([\\w%]+)\\s[^;]*?\\son\\s+([\\w%]+))");

  private static final Pattern OF_TABLES =
      Pattern.compile(
          "create (table|type|domain|sequence|(unique )?index) .*"
              + "|alter (table|type|sequence) .*|comment on (table|column) .*"
              + "|insert into .*|update .*|delete from .*|drop .*|select setval.*",
          Pattern.DOTALL);

  @Test
  void every_function_trigger_and_view_is_defined_once_and_can_be_replaced() {
    var definitions = new TreeMap<String, List<String>>();
    for (var file : files("R__").entrySet()) {
      var rules = RULE.matcher(file.getValue());
      while (rules.find()) {
        var name =
            rules.group(4) == null
                ? rules.group(2) + " " + rules.group(3)
                : "trigger " + rules.group(4) + " on " + rules.group(5);
        definitions.computeIfAbsent(name, _ -> new ArrayList<>()).add(file.getKey());
        assertThat(rules.group(1))
            .as("or replace, of " + name + " in " + file.getKey())
            .isNotNull();
      }
      assertThat(file.getValue())
          .as(file.getKey())
          .doesNotContain("alter function", "alter view", "create table", "create index");
    }
    assertThat(definitions).hasSizeGreaterThan(100);
    assertThat(definitions).allSatisfy((name, files) -> assertThat(files).as(name).hasSize(1));
  }

  @Test
  void a_versioned_migration_creates_only_tables_indexes_and_first_rows() {
    for (var file : files("V").entrySet()) {
      var statements = STRING.matcher(file.getValue()).replaceAll("''").split(";", -1);
      assertThat(statements)
          .as(file.getKey())
          .allSatisfy(
              statement -> {
                if (!statement.isBlank()) {
                  assertThat(statement.strip()).matches(OF_TABLES);
                }
              });
    }
  }

  @Test
  void no_migration_is_too_long() {
    assertThat(files(""))
        .allSatisfy(
            (name, text) ->
                assertThat(text.lines().count()).as(name).isLessThanOrEqualTo(LONGEST_FILE));
  }

  /// Returns the files' text without comments, by name.
  private static Map<String, String> files(String prefix) {
    var files = new TreeMap<String, String>();
    try (var all = Files.list(Path.of(Schema.class.getResource("/db/migration").toURI()))) {
      for (var file : all.toList()) {
        var name = file.getFileName().toString();
        if (name.startsWith(prefix)) {
          files.put(name, COMMENT.matcher(Files.readString(file, UTF_8)).replaceAll(""));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
    assertThat(files).isNotEmpty();
    return files;
  }
}
