package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.DroppedKeyspaces;
import farestream.dynamodb.table.Index;
import farestream.dynamodb.table.KeyType;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.table.Throughput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The changes that a request makes to the global indexes of a table. All of them are validated
/// before any is written.
final class IndexChanges {
  private final Table table;
  private final boolean onDemand;
  private final Map<String, KeyType> attributes;
  private final Map<String, Throughput> throughputs = new HashMap<>();
  private @Nullable IndexRequest created;
  private @Nullable Index deleted;

  /// @param requested the attribute definitions of the request
  /// @param onDemand whether the billing mode after the request is PAY_PER_REQUEST
  private IndexChanges(Table table, Map<String, KeyType> requested, boolean onDemand) {
    this.table = table;
    this.onDemand = onDemand;
    this.attributes = new LinkedHashMap<>(table.attributes());
    requested.forEach(
        (name, type) -> {
          var existing = attributes.putIfAbsent(name, type);
          if (existing != null && existing != type) {
            throw ServiceException.invalidParameter(
                "The table defines the attribute %s with another type: %s"
                    .formatted(name, existing));
          }
        });
  }

  static IndexChanges of(
      Table table, List<IndexUpdate> updates, JsonObject request, boolean onDemand) {
    var requested = KeySchemaRequest.attributes(request);
    var changes = new IndexChanges(table, requested, onDemand);
    if (changedIndexes(table, updates) > 1) {
      throw ServiceException.of(
          "LimitExceededException",
          "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously"
              + " per table");
    }
    for (var update : updates) {
      switch (update.action()) {
        case UPDATE -> changes.update(update);
        case CREATE -> changes.create(update, requested);
        case DELETE -> changes.deleted = changes.require(update.index(), "delete");
      }
    }
    changes.requireThroughputs();
    return changes;
  }

  /// Returns the number of indexes that the request creates or deletes, plus those that are still
  /// being backfilled.
  private static long changedIndexes(Table table, List<IndexUpdate> updates) {
    var requested =
        updates.stream().filter(each -> each.action() != IndexUpdate.Action.UPDATE).count();
    var backfilling =
        table.indexes().stream()
            .filter(Index::isBackfilling)
            .filter(index -> updates.stream().noneMatch(update -> update.deletes(index)))
            .count();
    return requested + backfilling;
  }

  private void update(IndexUpdate update) {
    var index = require(update.index(), "update");
    var throughput = ThroughputRequest.read(update.json());
    if (throughput == null) {
      throw ServiceException.invalidParameter(
          "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: "
              + index.name());
    }
    if (onDemand) {
      throw ServiceException.invalidParameter(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: %s when"
                  .formatted(index.name())
              + " BillingMode is PAY_PER_REQUEST");
    }
    if (!table.onDemand()) {
      ThroughputRequest.requireIndexChange(index.name(), index.throughput(), throughput);
    }
    throughputs.put(index.name(), ThroughputRequest.requireBounds(throughput));
  }

  private void create(IndexUpdate update, Map<String, KeyType> requested) {
    if (table.index(update.index()) != null) {
      throw ServiceException.validation("Attempting to create an index which already exists");
    }
    var global = table.indexes().stream().filter(Index::global).count();
    if (global >= TableRequest.MAX_GLOBAL_INDEXES) {
      throw ServiceException.of(
          "LimitExceededException",
          "Subscriber limit exceeded: GlobalSecondaryIndex count exceeds the per-table limit of "
              + TableRequest.MAX_GLOBAL_INDEXES);
    }
    if (requested.isEmpty() && !definesKeyOf(update.json())) {
      throw ServiceException.invalidParameter(
          "AttributeDefinitions is not specified for index: " + update.index());
    }
    var index =
        IndexRequest.global(
            update.json(), attributes, onDemand, "ProvisionedThroughput must be specified");
    var projected = table.indexes().stream().mapToInt(i -> i.projection().attributes().size());
    TableRequest.requireProjected(projected.sum() + index.projection().attributes().size());
    created = index;
  }

  private boolean definesKeyOf(JsonObject index) {
    return index.objects("KeySchema").stream()
        .allMatch(element -> attributes.containsKey(element.text("AttributeName", "")));
  }

  private Index require(String name, String action) {
    var index = table.index(name);
    if (index == null) {
      throw ServiceException.of("ResourceNotFoundException", "Requested resource not found");
    }
    if (!index.global()) {
      throw ServiceException.validation(
          "Cannot %s an index that is not a GlobalSecondaryIndex: %s".formatted(action, name));
    }
    return index;
  }

  /// Requires the throughput of every global index if the table changes to PROVISIONED.
  private void requireThroughputs() {
    if (onDemand || !table.onDemand()) {
      return;
    }
    var missing =
        table.indexes().stream()
            .filter(index -> index.global() && !throughputs.containsKey(index.name()))
            .map(Index::name)
            .toList();
    if (!missing.isEmpty()) {
      throw ServiceException.invalidParameter(
          "ProvisionedThroughput must be specified for index: " + String.join(",", missing));
    }
  }

  /// Writes the changes. [farestream.dynamodb.table.TableUpkeep] later backfills a new index and
  /// removes the entries of a deleted one.
  ///
  /// @param changed the table with the other changes of the request
  /// @return the table with the changed indexes
  Table apply(Writer writer, Table changed) {
    var indexes = new ArrayList<>(changed.indexes().stream().map(this::withThroughput).toList());
    if (deleted != null) {
      var name = deleted.name();
      indexes.removeIf(index -> index.name().equals(name));
      DroppedKeyspaces.add(writer, deleted.keyspace());
    }
    if (created != null) {
      indexes.add(created.createForBackfill(writer));
    }
    return changed.with(indexes, usedBy(indexes));
  }

  private Index withThroughput(Index index) {
    if (!index.global()) {
      return index;
    }
    var kept = onDemand ? Throughput.ON_DEMAND : index.throughput();
    var throughput = Objects.requireNonNullElse(throughputs.get(index.name()), kept);
    return index.with(throughput);
  }

  private Map<String, KeyType> usedBy(List<Index> indexes) {
    var used = new LinkedHashMap<>(attributes);
    used.keySet()
        .removeIf(
            name -> !table.key().has(name) && indexes.stream().noneMatch(i -> i.key().has(name)));
    return used;
  }

  /// Returns the table for the response, which still contains a deleted index.
  Table described(Table next) {
    if (deleted == null) {
      return next;
    }
    var indexes = new ArrayList<>(next.indexes());
    indexes.add(deleted);
    return next.with(indexes, next.attributes());
  }

  String status(Index index) {
    if (deleted != null && deleted.name().equals(index.name())) {
      return "DELETING";
    }
    return throughputs.containsKey(index.name()) ? "UPDATING" : "ACTIVE";
  }
}
