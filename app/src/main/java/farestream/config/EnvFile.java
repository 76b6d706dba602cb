package farestream.config;

import farestream.database.PostgresLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes and reads the variables of a running `up`, in a file that a shell can source. The
/// passwords of all logins are written to a libpq password file next to it. Only the owner can
/// read the files.
public final class EnvFile {
  private static final List<String> PASSWORD_FIELDS =
      List.of("PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD");
  private static final Pattern LINE = Pattern.compile("export ([A-Z_]+)='([^']*)'");

  private EnvFile() {}

  /// Replaces each file atomically.
  ///
  /// @param others further logins for the password file
  public static void write(Path file, Map<String, String> variables, List<PostgresLogin> others) {
    if (variables.containsKey("PGPASSWORD")) {
      replace(
          passwordFile(file),
          Stream.concat(Stream.of(variables), others.stream().map(PostgresLogin::environment))
              .map(EnvFile::passwordLine)
              .collect(Collectors.joining()));
    }
    replace(
        file,
        variables.entrySet().stream()
            .map(variable -> "export " + variable.getKey() + "='" + variable.getValue() + "'\n")
            .collect(Collectors.joining()));
  }

  private static String passwordLine(Map<String, String> login) {
    return PASSWORD_FIELDS.stream().map(login::get).collect(Collectors.joining(":")) + "\n";
  }

  /// Returns the passwords of a server's logins, by login, from the password file.
  ///
  /// @param variables the server's `PGHOST`, `PGPORT` and `PGDATABASE`
  static Map<String, String> passwords(Path file, Map<String, String> variables) {
    var server =
        PASSWORD_FIELDS.stream().limit(3).map(variables::get).collect(Collectors.joining(":"))
            + ":";
    try {
      return Files.readAllLines(passwordFile(file)).stream()
          .filter(line -> line.startsWith(server))
          .map(line -> line.substring(server.length()).split(":", 2))
          .filter(login -> login.length == 2)
          .collect(
              Collectors.toMap(
                  login -> login[0], login -> login[1], (one, _) -> one, TreeMap::new));
    } catch (NoSuchFileException missing) {
      return Map.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
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
