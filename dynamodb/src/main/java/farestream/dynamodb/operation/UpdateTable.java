package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes the throughput, stream, global indexes or settings of a table. The changes take effect
/// before the response, although the response has the status UPDATING, as at AWS. Only the
/// backfill of a new index runs in the background.
final class UpdateTable implements Operation {
  private final Database database;
  private final Runnable upkeep;

  /// @param upkeep triggers a background run of [farestream.dynamodb.table.TableUpkeep]
  UpdateTable(Database database, Runnable upkeep) {
    this.database = database;
    this.upkeep = upkeep;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var name = TableLookup.name(request);
    DefinitionConstraints.checkUpdate(request);
    UpdateCombination.check(request);
    var stream = StreamRequest.ofUpdate(request);
    var indexes = IndexUpdate.all(request);
    var description = database.write(writer -> update(writer, name, request, stream, indexes));
    upkeep.run();
    return Map.of("TableDescription", description);
  }

  private Map<String, ?> update(
      Writer writer,
      String name,
      JsonObject request,
      @Nullable StreamRequest stream,
      List<IndexUpdate> updates) {
    var table = TableLookup.require(database, writer, name);
    var throughput = ThroughputRequest.ofUpdate(request, table);
    var indexes = IndexChanges.of(table, updates, request, throughput.onDemand());
    if (stream != null) {
      stream.requireChange(table, database.streams().latest(writer, table));
    }
    var next = withSettings(request, table);
    next = next.with(throughput.onDemand(), throughput.throughput());
    if (stream != null) {
      next = stream.apply(database, writer, next);
    }
    next = indexes.apply(writer, next);
    database.tables().put(writer, next);
    return TableDescription.of(
        database, writer, indexes.described(next), "UPDATING", indexes::status);
  }

  private static Table withSettings(JsonObject request, Table table) {
    var settings = table.settings();
    var isProtected = request.bool("DeletionProtectionEnabled");
    if (isProtected != null) {
      settings = settings.withDeletionProtection(isProtected);
    }
    var tableClass = TableRequest.tableClass(request);
    if (tableClass != null) {
      settings = settings.withTableClass(tableClass);
    }
    return table.with(settings);
  }
}
