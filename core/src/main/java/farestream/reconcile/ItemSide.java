package farestream.reconcile;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.ShardKey;
import farestream.stream.Image;
import farestream.trip.TripKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The trips table and its stream, as a comparison needs them. Throws what its own client throws
/// when the table can't be reached.
public interface ItemSide {

  /// Every item that is a completed trip or ought to be one: all with a `STATUS` that is none of
  /// the other three. Reads consistently; what is written meanwhile may be there or not.
  ///
  /// @param pages called by one thread at a time, the caller's
  void scan(Pages pages) throws SQLException, InterruptedException;

  /// The items of these keys as of all writes before; those that are not there are left out.
  ///
  /// @param keys at most [#MOST_KEYS], each once
  List<Image> find(List<TripKey> keys) throws InterruptedException;

  /// Whose records the stream still holds beyond where it was applied.
  void pending(Map<ShardKey, Checkpoint> applied, Keys keys)
      throws SQLException, InterruptedException;

  /// What DynamoDB takes in one `BatchGetItem`.
  int MOST_KEYS = 100;

  /// Takes a part of the table.
  interface Pages {
    /// @param looked how many items the page was picked from
    void page(List<Image> items, long looked) throws SQLException;
  }

  /// Takes a part of the stream.
  interface Keys {
    void keys(List<TripKey> keys) throws SQLException;
  }
}
