package farestream.reconcile;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.ShardKey;
import farestream.stream.Image;
import farestream.trip.TripKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The DynamoDB side of a comparison: the trips table and its stream. If DynamoDB can't be reached,
/// the implementation's client exceptions are thrown.
public interface ItemSide {

  /// Scans all items that are or should be completed trips: those whose `STATUS` is not one of the
  /// other three. Uses strongly consistent reads; concurrent writes may or may not be included.
  ///
  /// @param pages called by the caller's thread only
  void scan(Pages pages) throws SQLException, InterruptedException;

  /// Reads the items with these keys with strong consistency. Keys without an item are omitted from
  /// the result.
  ///
  /// @param keys distinct keys, at most [#MOST_KEYS]
  List<Image> find(List<TripKey> keys) throws InterruptedException;

  /// Reports the keys of the stream's records that haven't been applied yet.
  ///
  /// @param applied the checkpoints of all shards
  void pending(Map<ShardKey, Checkpoint> applied, Keys keys)
      throws SQLException, InterruptedException;

  /// DynamoDB's limit of keys in one `BatchGetItem`.
  int MOST_KEYS = 100;

  /// Receives a page of the scan.
  interface Pages {
    /// @param items the items that match the filter
    /// @param scanned how many items were read to find them
    void page(List<Image> items, long scanned) throws SQLException;
  }

  /// Receives keys of stream records.
  interface Keys {
    void keys(List<TripKey> keys) throws SQLException;
  }
}
