package farestream.cli.trip;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.life.TripLife;
import java.io.PrintWriter;
import java.util.Map;

/// Prints the ledger's records of a trip, section by section. Empty sections are listed in one
/// line.
record LifeText(ObjectNode life, PrintWriter out) {
  private static final Map<String, String> TITLES =
      Map.of(
          TripLife.RECORDS,
          "stream records",
          TripLife.ROW,
          "row in PostgreSQL",
          "line",
          "bill line",
          "bank",
          "payments, state by state");

  void print() {
    for (var section : life.properties()) {
      if (!section.getValue().isEmpty()) {
        out.println();
        out.println(title(section) + ":");
        RowsText.print(section.getValue(), out);
      }
    }
    var emptySections =
        life.properties().stream()
            .filter(section -> section.getValue().isEmpty())
            .map(LifeText::title)
            .collect(joining(", "));
    out.println();
    out.println("no records: " + (emptySections.isEmpty() ? "-" : emptySections));
  }

  private static String title(Map.Entry<String, JsonNode> section) {
    return TITLES.getOrDefault(section.getKey(), section.getKey());
  }
}
