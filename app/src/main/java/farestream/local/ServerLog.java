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

/// What a server has said, for messages to people.
record ServerLog(Path file) {
  private static final int LAST_LINES = 8;

  /// Lines of these that are worth telling.
  private static final int WORDS = 3;

  private static final Pattern COMPLAINT =
      Pattern.compile("could not|can't|cannot|error|FATAL|Exception|denied", CASE_INSENSITIVE);
  private static final Pattern BEFORE_THE_POINT =
      Pattern.compile("^.*?(?:LOG|WARNING|ERROR|FATAL|PANIC|error):\\s+");

  /// The first of the last lines that complains, without the date and the level before it.
  String tellingLine() {
    var lines = lastLines();
    return lines.stream()
        .filter(line -> COMPLAINT.matcher(line).find())
        .findFirst()
        .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
        .map(line -> BEFORE_THE_POINT.matcher(line).replaceFirst(""))
        .orElse("it said nothing");
  }

  /// The last lines on one.
  String lastWords() {
    var lines = lastLines();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - WORDS), lines.size()));
  }

  List<String> lastLines() {
    try {
      // Not every program writes UTF-8.
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
