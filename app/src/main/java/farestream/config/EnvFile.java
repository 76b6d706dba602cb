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

/// Writes and reads the variables of a running `up`, in a file that a shell can source. The
/// password is also written alone to a libpq password file next to it. Only the owner can read
/// the files.
public final class EnvFile {
  private static final Pattern LINE = Pattern.compile("export ([A-Z_]+)='([^']*)'");

  private EnvFile() {}

  /// Replaces each file atomically.
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

  /// Deletes both files.
  public static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(passwordFile(file));
  }

  /// Returns the path of the libpq password file.
  static Path passwordFile(Path file) {
    return file.resolveSibling("pgpass");
  }

  private static void replace(Path file, String text) {
    try {
      var temporary = file.resolveSibling(file.getFileName() + ".tmp");
      Files.deleteIfExists(temporary);
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(temporary, text);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Returns the non-empty variables; empty if the file doesn't exist.
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
    } catch (NoSuchFileException missing) {
      return Map.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
