package farestream.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Checks in the sources which packages and libraries each package of this module uses.
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src", "main", "java", "farestream", "dynamodb");
  private static final Pattern OWN = Pattern.compile("\\bfarestream\\.dynamodb\\.([a-z]+)\\b");
  private static final Pattern FOREIGN = Pattern.compile("\\bfarestream\\.(?!dynamodb\\b)\\w+");
  private static final Pattern LIBRARY =
      Pattern.compile("(?m)^import (?:static )?((?:com|org|net)(?:\\.[a-z]\\w*)+)");
  private static final String ROOT = "root";

  /// The packages in layers. A package can use only packages of earlier layers, so there is no
  /// cycle.
  private static final List<Set<String>> LAYERS =
      List.of(
          Set.of("error"),
          Set.of("json"),
          Set.of("value"),
          Set.of("expression", "store"),
          Set.of("table"),
          Set.of("stream"),
          Set.of("operation"),
          Set.of("http"),
          Set.of("control"),
          Set.of(ROOT));

  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "com.fasterxml.jackson.core", Set.of("json", "value", "stream"),
          "com.sun.net.httpserver", Set.of("http", "control"),
          "org.sqlite", Set.of("store"),
          "org.sqlite.util", Set.of("store"));

  /// @param home the name of the package within `farestream.dynamodb`
  private record Source(String home, String name, String text) {}

  @Test
  void packages_use_only_packages_of_lower_layers() throws IOException {
    var violations = new TreeSet<String>();
    for (var source : sources()) {
      var allowed = new HashSet<>(Set.of(source.home));
      for (var layer : LAYERS.subList(0, layer(source.home))) {
        allowed.addAll(layer);
      }
      OWN.matcher(source.text)
          .results()
          .map(use -> use.group(1))
          .filter(use -> !allowed.contains(use))
          .forEach(use -> violations.add(source.name + ": " + source.home + " uses " + use));
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void every_package_is_in_a_layer_and_every_layer_has_its_packages() throws IOException {
    var homes = sources().stream().map(Source::home).distinct();
    assertThat(homes)
        .containsExactlyInAnyOrderElementsOf(LAYERS.stream().flatMap(Set::stream).toList());
  }

  @Test
  void nothing_of_the_other_modules_is_used() throws IOException {
    assertThat(sources())
        .allSatisfy(
            source ->
                assertThat(FOREIGN.matcher(source.text).results().map(use -> use.group()))
                    .as(source.name)
                    .isEmpty());
  }

  @Test
  void each_library_is_used_where_it_belongs() throws IOException {
    var violations = new TreeSet<String>();
    for (var source : sources()) {
      LIBRARY
          .matcher(source.text)
          .results()
          .map(use -> use.group(1))
          .filter(library -> !library.equals("org.jspecify.annotations"))
          .filter(library -> !LIBRARIES.getOrDefault(library, Set.of()).contains(source.home))
          .forEach(library -> violations.add(source.name + " uses " + library));
    }
    assertThat(violations).isEmpty();
  }

  private static int layer(String home) {
    for (var i = 0; i < LAYERS.size(); i++) {
      if (LAYERS.get(i).contains(home)) {
        return i;
      }
    }
    return 0;
  }

  private static List<Source> sources() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      var sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(100);
      var read = new ArrayList<Source>();
      for (var file : sources) {
        var folder = SOURCES.relativize(file.getParent()).toString();
        var home = folder.isEmpty() ? ROOT : folder.replace('/', '.').replace('\\', '.');
        read.add(new Source(home, file.getFileName().toString(), Files.readString(file)));
      }
      return read;
    }
  }
}
