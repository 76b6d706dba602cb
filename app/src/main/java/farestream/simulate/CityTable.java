package farestream.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads the package's CSV resources: comment lines begin with `#`, the first other line names the
/// columns, and values contain no commas.
final class CityTable {
  private CityTable() {}

  static List<List<String>> rows(String name) {
    return text(name)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .toList();
  }

  private static String text(String name) {
    try (var stream = CityTable.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
