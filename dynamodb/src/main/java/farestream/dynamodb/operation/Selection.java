package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.Projection;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.table.Index;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The attributes that a Query or Scan reads and returns.
///
/// @param countOnly whether no items are returned, only their number
/// @param index the index that is read; null for the table itself
/// @param whole whether the whole item is read rather than the attributes that the index projects
/// @param projection the returned attributes; null for all attributes that are read
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
    var projected = index.projectedNames(table.key());
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

  /// Returns whether a query on a local index must fetch attributes from the table because the
  /// index doesn't project them.
  private static boolean needsTable(
      Table table, Index index, boolean wantsAll, @Nullable Projection projection) {
    var projected = index.projectedNames(table.key());
    return projected != null
        && (wantsAll || (projection != null && !projected.containsAll(projection.attributes())));
  }

  /// Returns the attributes of an item that the filter sees and that count towards the size of the
  /// page.
  Map<String, AttributeValue> read(Map<String, AttributeValue> item) {
    return whole ? item : entry(item);
  }

  /// Returns the attributes of an item that the table or the index itself has.
  Map<String, AttributeValue> entry(Map<String, AttributeValue> item) {
    return index == null ? item : index.project(table.key(), item);
  }

  /// Returns whether each item is fetched from the table through an index.
  boolean fetches() {
    return whole && index != null;
  }

  Map<String, AttributeValue> returned(Map<String, AttributeValue> read) {
    return projection == null ? read : projection.of(read);
  }
}
