package farestream;

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

/// The variables by which others find a running `up`, in a file that a shell can source. Only its
/// owner may read it: it holds the database's password.
public final class EnvFile {
  private static final Pattern LINE = Pattern.compile("export ([A-Z_]+)='([^']*)'");

  private EnvFile() {}

  /// Written whole or not at all.
  public static void write(Path file, Map<String, String> variables) {
    var text =
        variables.entrySet().stream()
            .map(variable -> "export " + variable.getKey() + "='" + variable.getValue() + "'\n")
            .collect(Collectors.joining());
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

  /// Empty where there is no such file.
  static Map<String, String> read(Path file) {
    try {
      var variables = new LinkedHashMap<String, String>();
      for (var line : Files.readAllLines(file)) {
        var matcher = LINE.matcher(line);
        if (matcher.matches()) {
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
