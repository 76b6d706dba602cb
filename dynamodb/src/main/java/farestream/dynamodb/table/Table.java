package farestream.dynamodb.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The definition of a table.
///
/// @param id the TableId, a UUID
/// @param attributes the type of each key attribute of the table and its indexes, in the order of
///     their definition
/// @param onDemand whether the billing mode is PAY_PER_REQUEST rather than PROVISIONED
/// @param stream the label of the latest stream, which may be disabled; null if the table never
///     had one
/// @param keyspace the keyspace of the items
public record Table(
    String name,
    String id,
    Instant created,
    KeySchema key,
    Map<String, KeyType> attributes,
    List<Index> indexes,
    boolean onDemand,
    Throughput throughput,
    @Nullable String stream,
    TableSettings settings,
    int keyspace) {

  public @Nullable Index index(String wanted) {
    return indexes.stream().filter(index -> index.name().equals(wanted)).findFirst().orElse(null);
  }

  public Table with(List<Index> newIndexes, Map<String, KeyType> newAttributes) {
    return new Table(
        name,
        id,
        created,
        key,
        newAttributes,
        newIndexes,
        onDemand,
        throughput,
        stream,
        settings,
        keyspace);
  }

  /// @param changed replaces the index of the same name
  Table with(Index changed) {
    var replaced = new ArrayList<>(indexes);
    replaced.replaceAll(index -> index.name().equals(changed.name()) ? changed : index);
    return with(replaced, attributes);
  }

  public Table withStream(String label) {
    return new Table(
        name,
        id,
        created,
        key,
        attributes,
        indexes,
        onDemand,
        throughput,
        label,
        settings,
        keyspace);
  }

  public Table with(boolean nowOnDemand, Throughput newThroughput) {
    return new Table(
        name,
        id,
        created,
        key,
        attributes,
        indexes,
        nowOnDemand,
        newThroughput,
        stream,
        settings,
        keyspace);
  }

  public Table with(TableSettings newSettings) {
    return new Table(
        name,
        id,
        created,
        key,
        attributes,
        indexes,
        onDemand,
        throughput,
        stream,
        newSettings,
        keyspace);
  }
}
