package farestream.worker;

import farestream.trip.TripKey;
import farestream.worker.ScriptedRecord.Meaning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Compares the final state of the database with everything that was written, by rules of its
/// own.
///
/// Records that the stream dropped before a checkpoint covered them may be missing if a gap is
/// recorded. Anything else that is missing, duplicated or different is a violation.
final class Oracle {
  private final ScriptedTable table;
  private final StressDatabase database;
  private final GapOracle gaps;
  private final List<String> violations = new ArrayList<>();

  Oracle(ScriptedTable table, StressDatabase database) {
    this.table = table;
    this.database = database;
    this.gaps = new GapOracle(table, database);
  }

  List<String> violations() {
    violations.addAll(gaps.violations());
    trips();
    quarantine();
    removals();
    return violations;
  }

  private void trips() {
    var rows = new LinkedHashMap<TripKey, List<ExpectedTrip>>();
    for (var row :
        database.rows("select rider_email, trip_info, to_jsonb(trips) from trips order by id")) {
      rows.computeIfAbsent(key(row), _ -> new ArrayList<>()).add(ExpectedTrip.ofRow(row.get(2)));
    }
    var expected = new LinkedHashMap<TripKey, List<ScriptedRecord>>();
    written(Meaning.Good.class)
        .forEach(good -> expected.computeIfAbsent(good.key(), _ -> new ArrayList<>()).add(good));
    rows.keySet().stream()
        .filter(key -> !expected.containsKey(key))
        .forEach(key -> violations.add("row of a trip that was never completed: " + key));
    var histories = histories();
    expected.forEach(
        (key, versions) ->
            trip(
                key,
                versions,
                rows.getOrDefault(key, List.of()),
                histories.getOrDefault(key, List.of())));
    sums(rows, expected);
  }

  private void trip(
      TripKey key,
      List<ScriptedRecord> versions,
      List<ExpectedTrip> rows,
      List<ExpectedTrip> history) {
    if (rows.size() > 1) {
      violations.add("duplicated: %d rows of %s".formatted(rows.size(), key));
    }
    var row = rows.stream().findFirst();
    var last = versions.getLast();
    if (row.equals(Optional.of(trip(last)))) {
      if (versions.stream().noneMatch(ScriptedRecord::mayBeLost)) {
        history(key, versions, history);
      }
      return;
    }
    // Every version after the stored one must have been lost.
    for (var version : versions.reversed()) {
      if (row.equals(Optional.of(trip(version)))) {
        return;
      }
      requireGap(version, row.isEmpty() ? "lost" : "stale row");
    }
    row.ifPresent(other -> violations.add("row equals no version: " + other));
  }

  /// Checks that each effective version is in the history once, in order.
  private void history(TripKey key, List<ScriptedRecord> versions, List<ExpectedTrip> history) {
    var different = new ArrayList<ExpectedTrip>();
    for (var version : versions) {
      if (different.isEmpty() || !different.getLast().equals(trip(version))) {
        different.add(trip(version));
      }
    }
    different.removeLast();
    if (!history.equals(different)) {
      violations.add(
          "history of %s has %d previous rows, expected %d"
              .formatted(key, history.size(), different.size()));
    }
  }

  private Map<TripKey, List<ExpectedTrip>> histories() {
    var histories = new LinkedHashMap<TripKey, List<ExpectedTrip>>();
    for (var row :
        database.rows(
            "select previous ->> 'rider_email', previous ->> 'trip_info', previous from trip_history"
                + " order by id")) {
      histories
          .computeIfAbsent(key(row), _ -> new ArrayList<>())
          .add(ExpectedTrip.ofRow(row.get(2)));
    }
    return histories;
  }

  /// Checks totals in addition to single rows, because two mistakes could cancel out there.
  private void sums(
      Map<TripKey, List<ExpectedTrip>> rows, Map<TripKey, List<ScriptedRecord>> expected) {
    if (expected.values().stream().flatMap(List::stream).anyMatch(ScriptedRecord::mayBeLost)) {
      return;
    }
    var sum =
        expected.values().stream()
            .map(versions -> trip(versions.getLast()).total())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var actual =
        new BigDecimal(
            database
                .rows("select coalesce(sum(total_amount), 0) from trips")
                .getFirst()
                .getFirst());
    if (sum.compareTo(actual) != 0 || rows.size() != expected.size()) {
      violations.add(
          "%d trips total %s, expected %d with %s"
              .formatted(rows.size(), actual, expected.size(), sum));
    }
  }

  private void quarantine() {
    var times =
        database.rows("select stream_arn || ' ' || sequence_number from quarantine").stream()
            .collect(Collectors.groupingBy(List::getFirst, TreeMap::new, Collectors.counting()));
    for (var shard : table.everyShard()) {
      for (var record : shard.records()) {
        var name = shard.streamArn() + " " + ScriptedRecord.sequence(record.number());
        var found = Optional.ofNullable(times.remove(name)).orElse(0L);
        if (!(record.meaning() instanceof Meaning.Bad)) {
          if (found > 0) {
            violations.add("a valid record is quarantined: " + name);
          }
        } else if (found == 0) {
          requireGap(record, "not quarantined");
        } else if (found > 1) {
          violations.add("quarantined %d times: %s".formatted(found, name));
        }
      }
    }
    times.keySet().forEach(name -> violations.add("quarantined but never written: " + name));
  }

  private void removals() {
    var noted = new LinkedHashMap<TripKey, Long>();
    for (var row :
        database.rows("select rider_email, trip_info, trunc(sequence_number) from trip_removal")) {
      noted.put(key(row), ScriptedRecord.number(row.get(2)));
    }
    for (var removed : written(Meaning.Removed.class).reversed()) {
      if (noted.getOrDefault(removed.key(), 0L) < removed.number()) {
        requireGap(removed, "removal not recorded");
      }
    }
  }

  private void requireGap(ScriptedRecord record, String what) {
    if (!record.mayBeLost()) {
      violations.add("%s: %s of %s".formatted(what, record.meaning(), record.key()));
    } else if (!gaps.tellOf(record)) {
      violations.add("%s, and no gap is recorded: %s".formatted(what, record.key()));
    }
  }

  private <M extends Meaning> List<ScriptedRecord> written(Class<M> kind) {
    return table.everyShard().stream()
        .flatMap(shard -> shard.records().stream())
        .filter(record -> kind.isInstance(record.meaning()))
        .sorted((one, other) -> Long.compare(one.number(), other.number()))
        .toList();
  }

  private static ExpectedTrip trip(ScriptedRecord record) {
    if (record.meaning() instanceof Meaning.Good(var trip)) {
      return trip;
    }
    throw new IllegalArgumentException("not a trip: " + record.key());
  }

  private static TripKey key(List<String> row) {
    return new TripKey(row.get(0), row.get(1));
  }
}
