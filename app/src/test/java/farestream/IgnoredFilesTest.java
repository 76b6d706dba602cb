package farestream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that the documented commands write into the checkout are ignored by Git.
class IgnoredFilesTest {
  private static final Path HOME = Path.of(System.getProperty("farestream.home"));
  private static final Pattern WRITES =
      Pattern.compile(
          "(?m)^\\$ \\./farestream .*--(?:bank-file|pdf|csv|html|refused|out|data)[ =](\\S+)");

  @TempDir Path repository;

  @Test
  void files_written_by_the_documented_commands_are_ignored_by_git() throws Exception {
    Files.copy(HOME.resolve(".gitignore"), repository.resolve(".gitignore"));
    assertThat(git("init", "-q")).isZero();
    try (var docs = Files.list(HOME.resolve("docs"))) {
      var written =
          Stream.concat(Stream.of(HOME.resolve("README.md")), docs)
              .filter(file -> file.toString().endsWith(".md"))
              .flatMap(IgnoredFilesTest::written)
              .filter(name -> !name.startsWith("~/") && !name.startsWith("../"))
              .distinct()
              .toList();
      assertThat(written).contains("pay.xml", "statements", "cycle-2.html");
      for (var name : written) {
        assertThat(name).doesNotStartWith("/");
        var isFolder = !name.contains(".");
        assertThat(git("check-ignore", "-q", isFolder ? name + "/" : name)).as(name).isZero();
      }
    }
  }

  private static Stream<String> written(Path file) {
    try {
      return WRITES
          .matcher(Files.readString(file))
          .results()
          .map(match -> match.group(1))
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private int git(String... arguments) throws Exception {
    var command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    var builder = new ProcessBuilder(command).directory(repository.toFile()).inheritIO();
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    return builder.start().waitFor();
  }
}
