package farestream.tariff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A table of this package as a person keeps it: comments with `#`, one line of column names, one
/// line a row, values without commas. What is wrong with one is a fault of the build, not of
/// input.
final class DataFile {
  private DataFile() {}

  static List<List<String>> rows(String name, String header) {
    return rows(text(name), name, header);
  }

  /// @param name for messages
  static List<List<String>> rows(String text, String name, String header) {
    var rows = new ArrayList<List<String>>();
    var columns = header.split(",", -1).length;
    var headerSeen = false;
    for (var line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!headerSeen) {
        require(line.equals(header), name + " begins with '" + line + "', not '" + header + "'");
        headerSeen = true;
        continue;
      }
      var values = List.of(line.split(",", -1));
      require(values.size() == columns, name + ": what is '" + line + "'?");
      rows.add(values);
    }
    return rows;
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
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
