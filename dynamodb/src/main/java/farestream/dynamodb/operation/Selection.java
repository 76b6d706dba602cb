package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.Projection;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.table.Index;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a Query or Scan returns of each item.
///
/// @param countOnly no items at all
/// @param index null for the table itself
/// @param whole the table's item rather than what the index projects
/// @param projection null for all that is there
record Selection(
    boolean countOnly,
    Table table,
    @Nullable Index index,
    boolean whole,
    @Nullable Projection projection) {

  static Selection of(
      JsonObject request, Table table, @Nullable Index index, @Nullable Projection projection) {
    var select = request.text("Select");
    if (projection != null && select != null && !select.equals("SPECIFIC_ATTRIBUTES")) {
      throw ServiceException.validation(
          (request.has("AttributesToGet")
                  ? "Cannot specify the AttributesToGet when choosing to get "
                  : "Cannot specify the ProjectionExpression when choosing to get ")
              + (select.equals("COUNT") ? "only the Count" : select));
    }
    if (projection == null && "SPECIFIC_ATTRIBUTES".equals(select)) {
      throw ServiceException.validation(
          "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
              + " SPECIFIC_ATTRIBUTES");
    }
    if (index == null && "ALL_PROJECTED_ATTRIBUTES".equals(select)) {
      throw ServiceException.invalidParameter(
          "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }
    var wantsAll = "ALL_ATTRIBUTES".equals(select);
    if (index != null && index.global()) {
      requireProjected(table, index, wantsAll, projection);
    }
    var whole =
        index == null || (!index.global() && needsTable(table, index, wantsAll, projection));
    return new Selection("COUNT".equals(select), table, index, whole, projection);
  }

  private static void requireProjected(
      Table table, Index index, boolean wantsAll, @Nullable Projection projection) {
    var projected = index.projects(table.key());
    if (projected == null) {
      return;
    }
    if (wantsAll) {
      throw ServiceException.invalidParameter(
          ("Select type ALL_ATTRIBUTES is not supported for global secondary index %s because its"
                  + " projection type is not ALL")
              .formatted(index.name()));
    }
    if (projection != null) {
      var missing =
          projection.attributes().stream().filter(name -> !projected.contains(name)).toList();
      if (!missing.isEmpty()) {
        throw ServiceException.invalidParameter(
            "Global secondary index %s does not project %s".formatted(index.name(), missing));
      }
    }
  }

  /// Whether a local index has to get from the table what it doesn't project itself.
  private static boolean needsTable(
      Table table, Index index, boolean wantsAll, @Nullable Projection projection) {
    var projected = index.projects(table.key());
    return projected != null
        && (wantsAll || (projection != null && !projected.containsAll(projection.attributes())));
  }

  /// What filters see, and what is counted.
  Map<String, AttributeValue> read(Map<String, AttributeValue> item) {
    return whole ? item : entry(item);
  }

  /// What of an item stands in what is read.
  Map<String, AttributeValue> entry(Map<String, AttributeValue> item) {
    return index == null ? item : index.project(table.key(), item);
  }

  /// Whether each item is got from the table by way of an index.
  boolean fetches() {
    return whole && index != null;
  }

  Map<String, AttributeValue> shown(Map<String, AttributeValue> read) {
    return projection == null ? read : projection.of(read);
  }
}
