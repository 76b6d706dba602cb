package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.Main;
import farestream.config.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Tests that a command's class is named after the command: `trip list` is `TripListCommand`.
class ListingTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("farestream.home"), "app/src/main/java/farestream/cli");

  /// The class of each command.
  private final Map<String, String> commands = new TreeMap<>();

  @Test
  void every_command_class_is_named_after_its_command() throws IOException {
    var root =
        Main.commandLine(
            new Config(Map.of(), Path.of("/")), new BufferedReader(Reader.nullReader()));
    root.getSubcommands().forEach(this::collect);
    assertThat(commands)
        .allSatisfy(
            (command, type) ->
                assertThat(type).isEqualToIgnoringCase(command.replaceAll("\\W", "") + "Command"));

    var files = new TreeSet<String>();
    try (var walk = Files.walk(SOURCES)) {
      walk.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Command.java"))
          .forEach(name -> files.add(name.replace(".java", "")));
    }
    files.remove("RootCommand");
    assertThat(commands.values()).containsExactlyInAnyOrderElementsOf(files);
  }

  private void collect(String path, CommandLine command) {
    var type = command.getCommandSpec().userObject().getClass();
    commands.put(path, type.getSimpleName());
    command.getSubcommands().forEach((name, below) -> collect(path + " " + name, below));
  }
}
