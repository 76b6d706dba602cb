package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A command in a process of its own.
public final class CommandProcess {
  private static final Pattern VARIABLE = Pattern.compile("export (\\w+)='(.*)'");

  private CommandProcess() {}

  /// @param folder the working directory
  /// @param variables added to this process's environment
  public static Process start(Path folder, Map<String, String> variables, String... arguments)
      throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        Stream.concat(
                Stream.of(
                    java,
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-Dfarestream.home=" + System.getProperty("farestream.home"),
                    "--enable-native-access=ALL-UNNAMED",
                    "farestream.Main"),
                Stream.of(arguments))
            .toList();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(variables);
    return builder.start();
  }

  /// Waits for a line of the process's output.
  public static String lineOf(Process process, String beginning) throws IOException {
    var out = process.inputReader();
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new AssertionError("it ended before it said " + beginning);
  }

  /// Returns the variables that `up` wrote for other programs.
  public static Map<String, String> environment(Path data) throws IOException {
    var variables = new HashMap<String, String>();
    for (var line : Files.readAllLines(data.resolve("env"))) {
      var matcher = VARIABLE.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      variables.put(matcher.group(1), matcher.group(2));
    }
    return variables;
  }
}
