package farestream.local;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Extracts lines from a server's log for messages to users.
record ServerLog(Path file) {
  private static final int LAST_LINES = 8;

  /// The number of lines that [#tail] returns.
  private static final int TAIL_LINES = 3;

  private static final Pattern ERROR =
      Pattern.compile("could not|can't|cannot|error|FATAL|Exception|denied", CASE_INSENSITIVE);
  private static final Pattern PREFIX =
      Pattern.compile("^.*?(?:LOG|WARNING|ERROR|FATAL|PANIC|error):\\s+");

  /// Returns the first error among the last lines, without its date and level. Without an error it
  /// returns the last line.
  String firstError() {
    var lines = lastLines();
    return lines.stream()
        .filter(line -> ERROR.matcher(line).find())
        .findFirst()
        .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
        .map(line -> PREFIX.matcher(line).replaceFirst(""))
        .orElse("its log is empty");
  }

  /// Returns the last three lines, joined to one line.
  String tail() {
    var lines = lastLines();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  /// Returns the last lines that aren't blank, at most eight.
  List<String> lastLines() {
    try {
      // ISO 8859-1 decodes any bytes; not every program writes UTF-8.
      var lines =
          Files.readString(file, StandardCharsets.ISO_8859_1)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
