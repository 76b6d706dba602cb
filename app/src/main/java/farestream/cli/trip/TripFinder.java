package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.booking.TripItem;
import farestream.booking.TripSearch;
import farestream.cli.console.UnavailableParts;
import farestream.config.Config;
import farestream.life.RecordedTrips;
import farestream.trip.TripKey;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds a trip in DynamoDB or in the ledger, by its number in the ledger or by its TRIPINFO.
/// Lookups by key and index come first, full scans last.
final class TripFinder {
  private static final String NUMBER = "\\d{1,18}";

  private final Config config;
  private final UnavailableParts gaps;

  /// @param gaps collects the failure of a database that can't be reached; the other may have the
  ///     trip
  TripFinder(Config config, UnavailableParts gaps) {
    this.config = config;
    this.gaps = gaps;
  }

  static boolean isNumber(String given) {
    return given.matches(NUMBER);
  }

  /// @return empty if the ledger has no such row, or can't be reached
  Optional<TripKey> numbered(String number) throws InterruptedException {
    return recorded(trips -> trips.numbered(Long.parseLong(number))).flatMap(key -> key);
  }

  /// Returns the first key that either database has, or the first key if neither has any of them.
  ///
  /// @param isOfRider whether an item is a trip of the rider who was given
  TripKey firstExisting(List<TripKey> keys, Predicate<TripItem> isOfRider)
      throws InterruptedException {
    if (keys.size() > 1) {
      var items =
          gaps.read(() -> keys.stream().filter(key -> exists(key, isOfRider)).toList())
              .orElse(List.of());
      var tripInfo = keys.getFirst().tripInfo();
      var rows = items.isEmpty() ? recorded(trips -> trips.named(tripInfo)) : Optional.of(items);
      return keys.stream()
          .filter(rows.orElse(List.of())::contains)
          .findFirst()
          .orElse(keys.getFirst());
    }
    return keys.getFirst();
  }

  private boolean exists(TripKey key, Predicate<TripItem> isOfRider) {
    return config.tripsTable().find(key).filter(isOfRider).isPresent();
  }

  /// Returns the trips with this tripinfo, of any rider. If an indexed lookup finds any, the
  /// tables aren't scanned for others.
  ///
  /// @param isOurs whether the tripinfo has our form; only then tables are scanned
  List<TripKey> named(String tripInfo, boolean isOurs) throws InterruptedException {
    var ofTheLab = new TripKey(LabDefaults.rider(LabDefaults.RIDER).email(), tripInfo);
    var exists = gaps.read(() -> exists(ofTheLab, _ -> true));
    if (exists.orElse(false)) {
      return List.of(ofTheLab);
    }
    var pickup = pickup(tripInfo);
    var keys = new ArrayList<TripKey>();
    if (pickup.isPresent()) {
      keys.addAll(recorded(trips -> trips.named(tripInfo, pickup.get())).orElse(List.of()));
    }
    if (keys.isEmpty() && isOurs && exists.isPresent()) {
      var search = gaps.read(() -> new TripSearch(config.tripsTable()).keysOf(tripInfo));
      keys.addAll(search.orElse(List.of()));
    }
    return keys.isEmpty() && isOurs
        ? recorded(trips -> trips.named(tripInfo)).orElse(List.of())
        : keys;
  }

  private interface Query<T> {
    T run(RecordedTrips trips) throws SQLException;
  }

  private <T> Optional<T> recorded(Query<T> query) throws InterruptedException {
    return gaps.read(
        () -> {
          try (var connection = config.ledger().getConnection()) {
            return query.run(new RecordedTrips(connection));
          }
        });
  }

  /// Returns the pick-up time, with which a tripinfo of our form begins.
  private static Optional<Instant> pickup(String tripInfo) {
    try {
      return Optional.of(Instant.parse(tripInfo.replaceFirst(",.*", "")));
    } catch (DateTimeException anotherForm) {
      return Optional.empty();
    }
  }
}
