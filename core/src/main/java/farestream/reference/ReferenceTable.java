package farestream.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a CSV resource: comments that start with `#`, a header line, and rows without quotes or
/// commas in values. An invalid resource is a fault of the build, not of the input.
public final class ReferenceTable {
  private ReferenceTable() {}

  /// Returns the rows of a resource.
  ///
  /// @param home the class whose package contains the resource
  /// @param name the file name
  /// @param header the expected header line
  public static List<List<String>> rows(Class<?> home, String name, String header) {
    var rows = new ArrayList<List<String>>();
    var columns = header.split(",", -1).length;
    var headerSeen = false;
    for (var line : text(home, name).lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!headerSeen) {
        require(line.equals(header), name + " begins with '" + line + "', not '" + header + "'");
        headerSeen = true;
        continue;
      }
      var values = List.of(line.split(",", -1));
      require(values.size() == columns, name + ": '" + line + "' must have " + columns + " values");
      rows.add(values);
    }
    return rows;
  }

  /// @throws IllegalStateException with the message unless the condition holds
  public static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalStateException(message);
    }
  }

  private static String text(Class<?> home, String name) {
    try (var stream = home.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
