package farestream.reconcile;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.ShardKey;
import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.Ledger;
import farestream.stream.Image;
import farestream.stream.LabTrip;
import farestream.stream.TripChange;
import farestream.trip.TripKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An in-memory trips table with a stream, for tests. A record is pending until it is applied or
/// lost.
final class ItemsInMemory implements ItemSide {
  private final Map<TripKey, Image> items = new LinkedHashMap<>();
  private final List<TripChange> stream = new ArrayList<>();
  private long sequence = 100;

  /// Hooks that run after a step, such as a concurrent change.
  Runnable afterScan = () -> {};

  Runnable afterFind = () -> {};
  Runnable afterPending = () -> {};

  void put(LabTrip trip) {
    var image = trip.image();
    var previous = Optional.ofNullable(items.put(key(image), image));
    stream.add(new TripChange("%021d".formatted(++sequence), image, previous, Optional.of(image)));
  }

  void remove(String tripInfo) {
    var key = key(LabTrip.completed(tripInfo).image());
    var previous = Optional.ofNullable(items.remove(key));
    var keys = LabTrip.completed(tripInfo).image();
    stream.add(new TripChange("%021d".formatted(++sequence), keys, previous, Optional.empty()));
  }

  /// Applies the pending records, as the worker does.
  void applyTo(Ledger ledger) {
    switch (ledger.apply(new Batch("stream", List.copyOf(stream), Optional.empty()))) {
      case BatchOutcome.Committed _ -> stream.clear();
      case BatchOutcome.NotCommitted(_, var outage) -> throw new AssertionError(outage);
      case BatchOutcome.Fenced fenced -> throw new AssertionError(fenced);
    }
  }

  /// Drops the pending records, as a gap in the stream does.
  void lose() {
    stream.clear();
  }

  @Override
  public void scan(Pages pages) throws SQLException {
    var all = List.copyOf(items.values());
    for (var from = 0; from < all.size(); from += 2) {
      var page = all.subList(from, Math.min(from + 2, all.size()));
      pages.page(page.stream().filter(ItemsInMemory::isWanted).toList(), page.size());
    }
    afterScan.run();
  }

  private static boolean isWanted(Image item) {
    return item.text("STATUS")
        .filter(status -> !List.of("Booked", "InProgress", "Cancelled").contains(status))
        .isPresent();
  }

  @Override
  public List<Image> find(List<TripKey> keys) {
    var found = keys.stream().flatMap(key -> Stream.ofNullable(items.get(key))).toList();
    afterFind.run();
    return found;
  }

  @Override
  public void pending(Map<ShardKey, Checkpoint> applied, Keys keys) throws SQLException {
    keys.keys(stream.stream().map(change -> key(change.keys())).toList());
    afterPending.run();
  }

  private static TripKey key(Image item) {
    return new TripKey(item.text("riderid").orElseThrow(), item.text("tripinfo").orElseThrow());
  }
}
