package farestream.tariff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the CSV resources of this package: comments start with `#`, the first line has the column
/// names, values contain no commas. An invalid file is a build error, thrown as
/// `IllegalStateException`.
final class DataFile {
  private DataFile() {}

  static List<List<String>> rows(String name, String header) {
    return rows(text(name), name, header);
  }

  /// @param name the file's name, for messages
  static List<List<String>> rows(String text, String name, String header) {
    var rows = new ArrayList<List<String>>();
    var columns = header.split(",", -1).length;
    var isHeaderRead = false;
    for (var line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!isHeaderRead) {
        require(
            line.equals(header), name + ": expected header '" + header + "', not '" + line + "'");
        isHeaderRead = true;
        continue;
      }
      var values = List.of(line.split(",", -1));
      require(values.size() == columns, name + ": invalid row '" + line + "'");
      rows.add(values);
    }
    return rows;
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException(message);
    }
  }

  private static String text(String name) {
    try (var stream = DataFile.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
