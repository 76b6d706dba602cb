package farestream.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// The width of the terminal, in columns: from the variable `COLUMNS`, else from `stty`. A pipe or
/// a file has no width.
final class TerminalWidth {
  private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d{0,3})");
  private static final String COLUMNS = "[1-9]\\d{0,3}";

  private TerminalWidth() {}

  static Optional<Integer> ask() {
    if (!Progress.isTerminal()) {
      return Optional.empty();
    }
    return Optional.ofNullable(System.getenv("COLUMNS"))
        .filter(columns -> columns.matches(COLUMNS))
        .or(TerminalWidth::stty)
        .map(Integer::valueOf);
  }

  /// Asks for the width of the terminal on standard input.
  private static Optional<String> stty() {
    try {
      var process =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      var size = SIZE.matcher(said.strip());
      return size.matches() ? Optional.of(size.group(1)) : Optional.empty();
    } catch (IOException | UncheckedIOException notInstalled) {
      return Optional.empty();
    }
  }
}
