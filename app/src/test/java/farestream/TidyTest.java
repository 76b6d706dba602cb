package farestream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Enforces the rules of CONTRIBUTING.md that a test can enforce.
class TidyTest {
  private static final Path HOME = Path.of(System.getProperty("farestream.home"));
  private static final int LONGEST_FILE = 400;
  private static final Pattern IMPORT =
      Pattern.compile("import (?:static )?farestream\\.(\\w+)\\.\\w");
  private static final Pattern PACKAGE = Pattern.compile("package farestream(?:\\.(\\w+))?");
  private static final Pattern CLI_IMPORT =
      Pattern.compile("import (?:static )?farestream\\.cli\\.(?:([a-z]\\w*)\\.)?[A-Z]");
  private static final Pattern CLI_PACKAGE =
      Pattern.compile("package farestream\\.cli(?:\\.(\\w+))?;");
  private static final Pattern BROKEN_COMMENT = Pattern.compile("(?m)^ *///.*\\R *//[^/]");
  private static final Set<String> BANNED =
      Set.of("util", "utils", "common", "impl", "dto", "manager", "helper", "helpers", "misc");

  /// The packages of Farestream that each package may use. A package that isn't listed may use
  /// none.
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("database", Set.of("failure", "money")),
          Map.entry("people", Set.of("failure")),
          Map.entry("trip", Set.of("money")),
          Map.entry("tariff", Set.of("money", "reference", "trip")),
          Map.entry("stream", Set.of("money", "trip")),
          Map.entry("checkpoint", Set.of("database")),
          Map.entry("sink", Set.of("checkpoint", "database", "money", "stream", "trip")),
          Map.entry("quarantine", Set.of("money", "people", "sink", "stream", "trip")),
          Map.entry("tripimport", Set.of("money", "sink", "trip")),
          Map.entry("reconcile", Set.of("checkpoint", "sink", "stream", "trip")),
          Map.entry("billing", Set.of("database", "money")),
          Map.entry("payout", Set.of("database", "money")),
          Map.entry("statement", Set.of("billing", "database", "failure", "money")),
          Map.entry("report", Set.of("billing", "database", "money", "statement", "tariff")),
          Map.entry("audit", Set.of("database")),
          Map.entry("lambda", Set.of("database", "sink", "stream")),
          Map.entry("bank", Set.of("money", "reference")),
          Map.entry("booking", Set.of("failure", "money", "trip")),
          Map.entry(
              "worker", Set.of("checkpoint", "database", "failure", "sink", "stream", "trip")),
          Map.entry("life", Set.of("trip")),
          Map.entry(
              "view",
              Set.of(
                  "audit",
                  "billing",
                  "booking",
                  "money",
                  "payout",
                  "people",
                  "quarantine",
                  "reconcile",
                  "replay",
                  "report",
                  "simulate",
                  "sink",
                  "statement",
                  "tariff",
                  "tlc",
                  "trip",
                  "worker")),
          Map.entry("local", Set.of("database", "failure")),
          Map.entry(
              "config",
              Set.of(
                  "booking",
                  "checkpoint",
                  "database",
                  "failure",
                  "local",
                  "reconcile",
                  "stream",
                  "trip",
                  "worker")),
          Map.entry(
              "document", Set.of("billing", "money", "report", "statement", "tariff", "view")),
          Map.entry("csv", Set.of("failure")),
          Map.entry("tlc", Set.of("booking", "csv", "money", "people", "tariff", "trip")),
          Map.entry("replay", Set.of("booking", "tlc", "trip")),
          Map.entry(
              "simulate",
              Set.of("booking", "money", "reference", "replay", "tariff", "tlc", "trip")),
          Map.entry("history", Set.of("booking", "simulate", "tlc", "trip", "tripimport")),
          Map.entry(
              "cli",
              Set.of(
                  "audit",
                  "bank",
                  "billing",
                  "booking",
                  "config",
                  "csv",
                  "database",
                  "document",
                  "failure",
                  "history",
                  "life",
                  "local",
                  "money",
                  "payout",
                  "people",
                  "quarantine",
                  "reconcile",
                  "replay",
                  "report",
                  "simulate",
                  "sink",
                  "statement",
                  "tariff",
                  "tlc",
                  "trip",
                  "tripimport",
                  "view",
                  "worker")),
          Map.entry("root", Set.of("cli", "config")));

  @Test
  void packages_use_only_the_packages_they_may() {
    var breaches = new TreeSet<String>();
    var used = new TreeMap<String, Set<String>>();
    for (var file : sources("main")) {
      var home = packageOf(file);
      var allowed = MAY_USE.getOrDefault(home, Set.of());
      for (var other : imported(file)) {
        used.computeIfAbsent(home, _ -> new TreeSet<>()).add(other);
        if (!allowed.contains(other)) {
          breaches.add(file.getFileName() + ": " + home + " uses " + other);
        }
      }
    }
    assertThat(breaches).isEmpty();
    assertThat(used).as("what they may use and don't is no longer theirs").isEqualTo(MAY_USE);
  }

  private static List<String> imported(Path file) {
    var home = packageOf(file);
    return IMPORT
        .matcher(text(file))
        .results()
        .map(other -> other.group(1))
        .filter(other -> !other.equals(home))
        .toList();
  }

  /// The layers of the command line. A class may use only the layers below its own, so no group
  /// uses another group or the root.
  private enum CliLayer {
    CONSOLE,
    SHARED,
    GROUP,
    ROOT;

    static CliLayer of(@Nullable String name) {
      return switch (name) {
        case null -> ROOT;
        case "console" -> CONSOLE;
        case "notice", "tripfile" -> SHARED;
        default -> GROUP;
      };
    }
  }

  @Test
  void no_group_of_commands_uses_another() {
    var breaches = new TreeSet<String>();
    var groups = new TreeSet<String>();
    for (var file : sources("main")) {
      var home = CLI_PACKAGE.matcher(text(file));
      if (home.find()) {
        var name = home.group(1);
        groups.add(name == null ? "" : name);
        CLI_IMPORT
            .matcher(text(file))
            .results()
            .map(other -> other.group(1))
            .filter(other -> !Objects.equals(other, name))
            .filter(other -> CliLayer.of(other).compareTo(CliLayer.of(name)) >= 0)
            .forEach(other -> breaches.add(file.getFileName() + " uses cli." + other));
      }
    }
    assertThat(breaches).isEmpty();
    assertThat(groups).contains("", "console", "notice", "tripfile", "trip", "billing");
  }

  @Test
  void no_file_is_too_long_to_be_read() {
    var all = Stream.concat(sources("main").stream(), sources("test").stream());
    assertThat(all.filter(file -> text(file).lines().count() > LONGEST_FILE)).isEmpty();
  }

  @Test
  void no_name_is_meaningless() {
    var names = new ArrayList<String>();
    for (var file : sources("main")) {
      for (var word : file.getFileName().toString().replace(".java", "").split("(?=[A-Z])", -1)) {
        names.add(word.toLowerCase(java.util.Locale.ROOT));
      }
      names.add(file.getName(file.getNameCount() - 2).toString());
    }
    assertThat(names).doesNotContainAnyElementsOf(BANNED);
  }

  @Test
  void every_package_has_documentation() {
    var folders = sources("main").stream().map(Path::getParent).distinct().toList();
    assertThat(folders)
        .allSatisfy(
            folder -> {
              var about = folder.resolve("package-info.java");
              assertThat(about).exists();
              assertThat(text(about)).startsWith("/// ").contains("@NullMarked");
            });
  }

  /// The formatter splits documentation lines that are too long; the second half is then no
  /// documentation.
  @Test
  void no_documentation_comment_is_split_by_the_formatter() {
    var all = Stream.concat(sources("main").stream(), sources("test").stream());
    assertThat(all.filter(file -> BROKEN_COMMENT.matcher(text(file)).find())).isEmpty();
  }

  private static List<Path> sources(String kind) {
    var files = new ArrayList<Path>();
    for (var module : List.of("core", "app", "lambda", "dynamodb")) {
      var root = HOME.resolve(module).resolve("src").resolve(kind).resolve("java");
      if (Files.isDirectory(root)) {
        try (var walk = Files.walk(root)) {
          walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }
    assertThat(files).as("sources of " + kind).isNotEmpty();
    return files;
  }

  private static String packageOf(Path file) {
    var matcher = PACKAGE.matcher(text(file));
    assertThat(matcher.find()).as("a package in " + file).isTrue();
    return matcher.group(1) == null ? "root" : matcher.group(1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
