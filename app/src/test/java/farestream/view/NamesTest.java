package farestream.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What programs get has one name everywhere, and docs/json.md tells what it is.
class NamesTest {
  private static final Path HOME = Path.of(System.getProperty("farestream.home"));
  private static final Path VIEWS = HOME.resolve("app/src/main/java/farestream/view");
  private static final Pattern NAME = Pattern.compile("`([A-Za-z]+)`");

  @Test
  void docs_json_lists_each_name_once_and_no_other() throws IOException {
    var explained =
        Files.readString(HOME.resolve("docs/json.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|", -1)[1])
            .flatMap(cell -> NAME.matcher(cell).results().map(found -> found.group(1)))
            .toList();
    assertThat(explained).doesNotHaveDuplicates();
    try (var files = Files.list(VIEWS)) {
      var names = new TreeSet<String>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Views.java"))
          .flatMap(name -> views(name.replace(".java", "")))
          .forEach(view -> names.addAll(view.names()));
      assertThat(new TreeSet<>(explained)).isEqualTo(names);
    }
  }

  private static Stream<View<?>> views(String name) {
    try {
      return Arrays.stream(Class.forName("farestream.view." + name).getDeclaredFields())
          .filter(field -> field.getType() == View.class)
          .map(NamesTest::view);
    } catch (ClassNotFoundException gone) {
      throw new AssertionError(gone);
    }
  }

  private static View<?> view(Field field) {
    try {
      field.setAccessible(true);
      return (View<?>) field.get(null);
    } catch (IllegalAccessException closed) {
      throw new AssertionError(closed);
    }
  }
}
