package farestream.worker;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.ShardKey;
import farestream.reconcile.ItemSide;
import farestream.reconcile.Reconciliation;
import farestream.reconcile.RetryPolicy;
import farestream.reconcile.Verdict;
import farestream.stream.Image;
import farestream.trip.TripKey;
import farestream.worker.ScriptedRecord.Meaning;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Checks `reconcile --repair` after a gap: afterwards nothing that is in the table may be
/// missing, whatever the stream has dropped.
final class RepairOracle {
  private static final RetryPolicy SHORT = new RetryPolicy(2, Duration.ZERO);

  private final ScriptedTable table;
  private final TripStreams streams;
  private final StressDatabase database;

  RepairOracle(ScriptedTable table, TripStreams streams, StressDatabase database) {
    this.table = table;
    this.streams = streams;
    this.database = database;
  }

  /// Repairs, and returns the violations.
  List<String> violations() {
    try (var connection = database.commands().getConnection()) {
      var reconciliation = new Reconciliation(connection, new Items(), SHORT);
      var repaired = reconciliation.repair(reconciliation.compare(_ -> {}));
      var violations = new ArrayList<>(afterwards());
      var after = repaired.after();
      if (after.faults() != after.of(Verdict.QUARANTINED).trips()) {
        violations.add("repaired, but still different: " + after);
      }
      if (after.isEqual() && !openGaps().isEmpty()) {
        violations.add("repaired, but gaps are still open: " + openGaps());
      }
      return violations;
    } catch (SQLException | InterruptedException failure) {
      return List.of("the repair failed: " + failure);
    }
  }

  private List<List<String>> openGaps() {
    return database.rows("select shard_id from stream_gap where healed_at is null");
  }

  private List<String> afterwards() {
    var rows = new HashMap<TripKey, ExpectedTrip>();
    for (var row : database.rows("select rider_email, trip_info, to_jsonb(trips) from trips")) {
      rows.put(new TripKey(row.get(0), row.get(1)), ExpectedTrip.ofRow(row.get(2)));
    }
    var rejected = keys("select distinct rider_email, trip_info from quarantine");
    var removed = keys("select rider_email, trip_info from trip_removal");
    var violations = new ArrayList<String>();
    table
        .items()
        .keySet()
        .forEach(
            key -> {
              switch (lastMeaning(key)) {
                case Meaning.Good(var trip) when !trip.equals(rows.get(key)) ->
                    violations.add("not repaired: " + key);
                // Reopened, and never seen as completed: a booking like others.
                case Meaning.Bad(var poison)
                    when !rejected.contains(key)
                        && (poison != Poison.REOPENED || rows.containsKey(key)) ->
                    violations.add("not quarantined by the repair: " + key);
                case Meaning.Good _, Meaning.Bad _, Meaning.Removed _, Meaning.Nothing _ -> {}
              }
            });
    rows.keySet().stream()
        .filter(key -> !table.items().containsKey(key) && !removed.contains(key))
        .forEach(key -> violations.add("removal not recorded by the repair: " + key));
    return violations;
  }

  private Set<TripKey> keys(String sql) {
    return Set.copyOf(
        database.rows(sql).stream().map(row -> new TripKey(row.get(0), row.get(1))).toList());
  }

  private Meaning lastMeaning(TripKey key) {
    return table.everyShard().stream()
        .flatMap(shard -> shard.records().stream())
        .filter(record -> record.key().equals(key))
        .max((one, other) -> Long.compare(one.number(), other.number()))
        .<Meaning>map(ScriptedRecord::meaning)
        .orElseGet(Meaning.Nothing::new);
  }

  /// The scripted table as a reconciliation reads it, with its streams read by the production
  /// code.
  private final class Items implements ItemSide {
    private final PendingTrips pending = new PendingTrips(streams, InstantSource.system());
    private static final List<String> ON_THE_WAY = List.of("Booked", "InProgress", "Cancelled");

    @Override
    public void scan(Pages pages) throws SQLException {
      var all = List.copyOf(table.items().values());
      for (var from = 0; from < all.size(); from += MOST_KEYS) {
        var page = all.subList(from, Math.min(from + MOST_KEYS, all.size()));
        pages.page(page.stream().map(ItemImage::of).filter(Items::isWanted).toList(), page.size());
      }
    }

    private static boolean isWanted(Image item) {
      return item.attribute("STATUS").isPresent()
          && !item.text("STATUS").map(ON_THE_WAY::contains).orElse(false);
    }

    @Override
    public List<Image> find(List<TripKey> keys) {
      return keys.stream().flatMap(this::find).map(ItemImage::of).toList();
    }

    private Stream<Map<String, AttributeValue>> find(TripKey key) {
      return Optional.ofNullable(table.items().get(key)).stream();
    }

    @Override
    public void pending(Map<ShardKey, Checkpoint> applied, Keys keys) throws SQLException {
      pending.read(applied, keys::keys);
    }
  }
}
