package farestream.dynamodb.table;

import farestream.dynamodb.store.Store;
import farestream.dynamodb.store.Writer;

/// The background work after a table or an index was created or deleted: it backfills new indexes
/// and removes the entries of deleted tables and indexes. It works in pages, each in a transaction
/// of its own, so that no other write waits long. If the process ends, the next run resumes the
/// work. Thread-safe.
public final class TableUpkeep {
  private final Store store;
  private final Tables tables;
  private final TableItems items;

  public TableUpkeep(Store store, Tables tables, TableItems items) {
    this.store = store;
    this.tables = tables;
    this.items = items;
  }

  /// Processes pages until no work is left or the thread is interrupted.
  public void run() {
    while (!Thread.currentThread().isInterrupted() && runPage()) {}
  }

  /// Processes one page.
  ///
  /// @return whether there was any work
  public boolean runPage() {
    return store.write(writer -> backfill(writer) || DroppedKeyspaces.removePage(writer));
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
