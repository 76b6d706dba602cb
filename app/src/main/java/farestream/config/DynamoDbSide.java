package farestream.config;

import farestream.booking.ReadRate;
import farestream.booking.TripItem;
import farestream.booking.TripLookup;
import farestream.booking.TripScan;
import farestream.booking.TripsTable;
import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.ShardKey;
import farestream.reconcile.ItemSide;
import farestream.stream.Image;
import farestream.trip.TripKey;
import farestream.worker.ItemImage;
import farestream.worker.PendingTrips;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Reads the trips table and its stream for a reconciliation.
public final class DynamoDbSide implements ItemSide {
  private final TripsTable table;
  private final PendingTrips pending;
  private final ReadRate rate;
  private final TripLookup lookup;

  public DynamoDbSide(TripsTable table, PendingTrips pending, ReadRate rate) {
    this.table = table;
    this.pending = pending;
    this.rate = rate;
    this.lookup = new TripLookup(table, rate);
  }

  @Override
  public void scan(Pages pages) throws SQLException, InterruptedException {
    TripScan.perhapsCompleted(
        table,
        rate,
        (items, scanned) -> {
          pages.page(images(items), scanned);
          return true;
        });
  }

  @Override
  public List<Image> find(List<TripKey> keys) throws InterruptedException {
    return images(lookup.find(keys));
  }

  @Override
  public void pending(Map<ShardKey, Checkpoint> applied, Keys keys) throws SQLException {
    pending.read(applied, keys::keys);
  }

  private static List<Image> images(List<TripItem> items) {
    return items.stream().map(item -> ItemImage.of(item.attributes())).toList();
  }
}
