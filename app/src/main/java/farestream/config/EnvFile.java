package farestream.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The variables by which others find a running `up`, in a file that a shell can source, and beside
/// it the password alone, as libpq reads it. Only their owner may read them.
public final class EnvFile {
  private static final Pattern LINE = Pattern.compile("export ([A-Z_]+)='([^']*)'");

  private EnvFile() {}

  /// Each is written whole or not at all.
  public static void write(Path file, Map<String, String> variables) {
    if (variables.containsKey("PGPASSWORD")) {
      var fields = Stream.of("PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD");
      replace(
          passwordFile(file), fields.map(variables::get).collect(Collectors.joining(":")) + "\n");
    }
    replace(
        file,
        variables.entrySet().stream()
            .map(variable -> "export " + variable.getKey() + "='" + variable.getValue() + "'\n")
            .collect(Collectors.joining()));
  }

  /// Both.
  public static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(passwordFile(file));
  }

  /// What libpq calls a password file.
  static Path passwordFile(Path file) {
    return file.resolveSibling("pgpass");
  }

  private static void replace(Path file, String text) {
    try {
      var unfinished = file.resolveSibling(file.getFileName() + ".tmp");
      Files.deleteIfExists(unfinished);
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(unfinished, text);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Its variables but those that are empty; none if it is gone.
  static Map<String, String> read(Path file) {
    try {
      var variables = new LinkedHashMap<String, String>();
      for (var line : Files.readAllLines(file)) {
        var matcher = LINE.matcher(line);
        if (matcher.matches() && !matcher.group(2).isEmpty()) {
          variables.put(matcher.group(1), matcher.group(2));
        }
      }
      return variables;
    } catch (NoSuchFileException none) {
      return Map.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
