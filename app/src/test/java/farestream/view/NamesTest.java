package farestream.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What programs get has one name everywhere, and docs/json.md tells what it is.
class NamesTest {
  private static final Path HOME = Path.of(System.getProperty("farestream.home"));
  private static final Path CLASSES = HOME.resolve("app/target/classes");
  private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9]+)`");

  @Test
  void docs_json_lists_each_name_once_and_no_other() throws Exception {
    var explained =
        Files.readString(HOME.resolve("docs/json.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|", -1)[1])
            .flatMap(cell -> NAME.matcher(cell).results().map(found -> found.group(1)))
            .toList();
    assertThat(explained).doesNotHaveDuplicates();
    var names = new TreeSet<String>();
    var loader = NamesTest.class.getClassLoader();
    for (var type : types()) {
      views(Class.forName(type, false, loader)).forEach(view -> names.addAll(view.names()));
    }
    assertThat(new TreeSet<>(explained)).isEqualTo(names);
  }

  private static List<String> types() throws IOException {
    try (var files = Files.walk(CLASSES)) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.replace(".class", "").replace('/', '.'))
          .toList();
    }
  }

  /// Returns the views that a class declares: constants, and those that depend on a time zone.
  private static List<View<?>> views(Class<?> type) throws ReflectiveOperationException {
    var views = new ArrayList<View<?>>();
    for (var field : type.getDeclaredFields()) {
      if (field.getType() == View.class && Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        views.add((View<?>) field.get(null));
      }
    }
    for (var method : type.getDeclaredMethods()) {
      if (method.getReturnType() == View.class
          && Arrays.equals(method.getParameterTypes(), new Class<?>[] {ZoneId.class})) {
        method.setAccessible(true);
        views.add((View<?>) method.invoke(null, ZoneOffset.UTC));
      }
    }
    return views;
  }
}
