package farestream.dynamodb.table;

import farestream.dynamodb.store.Store;
import farestream.dynamodb.store.Writer;

/// What is left to do after a table or an index was created or deleted: new indexes are backfilled,
/// the entries of deleted tables and indexes removed. It goes in pages, each a write of its own, so
/// that no other write waits for long. What the end of the process interrupts is resumed by the
/// next run. Thread-safe.
public final class TableUpkeep {
  private final Store store;
  private final Tables tables;
  private final TableItems items;

  public TableUpkeep(Store store, Tables tables, TableItems items) {
    this.store = store;
    this.tables = tables;
    this.items = items;
  }

  /// Does all that is left, unless its thread is interrupted before.
  public void run() {
    while (!Thread.currentThread().isInterrupted() && runPage()) {}
  }

  /// Does one page of it.
  ///
  /// @return whether there was one
  public boolean runPage() {
    return store.write(writer -> backfill(writer) || DroppedKeyspaces.removeSome(writer));
  }

  private boolean backfill(Writer writer) {
    for (var table : tables.list(writer)) {
      for (var index : table.indexes()) {
        if (index.isBackfilling()) {
          tables.put(writer, table.with(items.backfill(writer, table, index)));
          return true;
        }
      }
    }
    return false;
  }
}
