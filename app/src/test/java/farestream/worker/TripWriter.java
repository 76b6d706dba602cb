package farestream.worker;

import farestream.trip.TripKey;
import farestream.worker.ScriptedRecord.Meaning;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Riders, drivers and other programs that use the scripted table: trips are booked, accepted,
/// completed, amended, corrupted, repaired and removed, in an order determined by the seed.
final class TripWriter {
  private static final int RIDERS = 5;

  private final SplittableRandom random;
  private final ScriptedTable table;
  private final ItemMaker maker;
  /// Completed trips with a fault.
  private final Set<TripKey> corrupted = new HashSet<>();

  private int trips;

  TripWriter(SplittableRandom random, ScriptedTable table) {
    this.random = random;
    this.table = table;
    this.maker = new ItemMaker(random);
  }

  /// @return a description of what was written
  String write() {
    var known = List.copyOf(table.items().keySet());
    if (known.isEmpty() || random.nextInt(3) == 0) {
      return begin();
    }
    var key = known.get(random.nextInt(known.size()));
    var item = new HashMap<>(table.items().getOrDefault(key, Map.of()));
    return isCompleted(item) ? afterCompletion(key, item) : onTheWay(key, item);
  }

  private String begin() {
    var trip = "2026-11-01T00:00:00Z,%07d".formatted(++trips);
    var key = new TripKey("rider%d@example.com".formatted(random.nextInt(RIDERS)), trip);
    var item = maker.booked(key);
    return switch (random.nextInt(4)) {
      case 0 -> put(key, item, "booked", new Meaning.Nothing());
      case 1 -> {
        item.remove("STATUS");
        yield put(key, item, "without a status", new Meaning.Nothing());
      }
      default -> complete(key, item);
    };
  }

  private String onTheWay(TripKey key, Map<String, AttributeValue> item) {
    return switch (random.nextInt(6)) {
      case 0 -> {
        item.put("STATUS", ItemMaker.status("InProgress"));
        yield put(key, item, "accepted", new Meaning.Nothing());
      }
      case 1 -> {
        item.put("STATUS", ItemMaker.status("Cancelled"));
        yield put(key, item, "cancelled", new Meaning.Nothing());
      }
      case 2 -> remove(key, item);
      default -> complete(key, item);
    };
  }

  private String afterCompletion(TripKey key, Map<String, AttributeValue> item) {
    if (corrupted.contains(key)) {
      return random.nextInt(4) == 0 ? remove(key, item) : complete(key, item);
    }
    return switch (random.nextInt(8)) {
      case 0 -> remove(key, item);
      case 1 -> {
        item.put("NOTES", AttributeValue.fromS("note " + random.nextInt()));
        yield put(key, item, "annotated", meaning(item));
      }
      case 2 -> {
        Poison.REOPENED.put(item);
        yield put(key, item, "reopened", new Meaning.Bad(Poison.REOPENED));
      }
      case 3 -> spoil(key, item);
      default -> {
        maker.price(item);
        yield put(key, item, "amended", meaning(item));
      }
    };
  }

  private static Meaning meaning(Map<String, AttributeValue> item) {
    return new Meaning.Good(ExpectedTrip.of(item));
  }

  private String complete(TripKey key, Map<String, AttributeValue> item) {
    maker.complete(item);
    return random.nextInt(6) == 0
        ? spoil(key, item)
        : put(key, item, "completed", new Meaning.Good(ExpectedTrip.of(item)));
  }

  private String spoil(TripKey key, Map<String, AttributeValue> item) {
    maker.complete(item);
    var poison = Poison.OF_ANY_TRIP.get(random.nextInt(Poison.OF_ANY_TRIP.size()));
    poison.put(item);
    return put(key, item, "spoilt: " + poison, new Meaning.Bad(poison));
  }

  private String remove(TripKey key, Map<String, AttributeValue> item) {
    var meaning = isCompleted(item) ? new Meaning.Removed() : new Meaning.Nothing();
    table.write(key, Optional.empty(), meaning);
    return shown(key, "removed");
  }

  private String put(TripKey key, Map<String, AttributeValue> item, String what, Meaning meaning) {
    if (meaning instanceof Meaning.Bad) {
      corrupted.add(key);
    } else {
      corrupted.remove(key);
    }
    table.write(key, Optional.of(item), meaning);
    return shown(key, what);
  }

  private static String shown(TripKey key, String what) {
    return key.tripInfo().substring(key.tripInfo().length() - 3) + " " + what;
  }

  private static boolean isCompleted(Map<String, AttributeValue> item) {
    return ItemMaker.status("Completed").equals(item.get("STATUS"));
  }
}
