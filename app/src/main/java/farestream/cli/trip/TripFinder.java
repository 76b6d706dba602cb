package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.booking.TripSearch;
import farestream.config.Config;
import farestream.life.RecordedTrips;
import farestream.trip.TripKey;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the trip that somebody means, on whichever side it is: by its number in the ledger, or by
/// its TRIPINFO. Keys and indexes are asked first, whole tables last.
final class TripFinder {
  private static final String NUMBER = "\\d{1,18}";

  private final Config config;
  private final UnavailableParts gaps;

  /// @param gaps takes a side that can't be asked; the other may know the trip
  TripFinder(Config config, UnavailableParts gaps) {
    this.config = config;
    this.gaps = gaps;
  }

  static boolean isNumber(String given) {
    return given.matches(NUMBER);
  }

  /// @return empty if the ledger has no such row, or can't be asked
  Optional<TripKey> numbered(String number) throws InterruptedException {
    return recorded(trips -> trips.numbered(Long.parseLong(number))).flatMap(key -> key);
  }

  /// The first of them that a side has; the first of all where none is known.
  TripKey known(List<TripKey> keys) throws InterruptedException {
    if (keys.size() > 1) {
      var items = gaps.look(() -> keys.stream().filter(this::isThere).toList()).orElse(List.of());
      var tripInfo = keys.getFirst().tripInfo();
      var rows = items.isEmpty() ? recorded(trips -> trips.named(tripInfo)) : Optional.of(items);
      return keys.stream()
          .filter(rows.orElse(List.of())::contains)
          .findFirst()
          .orElse(keys.getFirst());
    }
    return keys.getFirst();
  }

  private boolean isThere(TripKey key) {
    return config.tripsTable().find(key).isPresent();
  }

  /// Every trip of this name, of any rider; those that a cheap look finds if it finds any.
  ///
  /// @param isOurs whether the name is of our form; only then whole tables are read
  List<TripKey> named(String tripInfo, boolean isOurs) throws InterruptedException {
    var ofTheLab = new TripKey(LabDefaults.rider(LabDefaults.RIDER).email(), tripInfo);
    var isThere = gaps.look(() -> isThere(ofTheLab));
    if (isThere.orElse(false)) {
      return List.of(ofTheLab);
    }
    var pickup = pickup(tripInfo);
    var keys = new ArrayList<TripKey>();
    if (pickup.isPresent()) {
      keys.addAll(recorded(trips -> trips.named(tripInfo, pickup.get())).orElse(List.of()));
    }
    if (keys.isEmpty() && isOurs && isThere.isPresent()) {
      var search = gaps.look(() -> new TripSearch(config.tripsTable()).keysOf(tripInfo));
      keys.addAll(search.orElse(List.of()));
    }
    return keys.isEmpty() && isOurs
        ? recorded(trips -> trips.named(tripInfo)).orElse(List.of())
        : keys;
  }

  private interface Look<T> {
    T look(RecordedTrips trips) throws SQLException;
  }

  private <T> Optional<T> recorded(Look<T> look) throws InterruptedException {
    return gaps.look(
        () -> {
          try (var connection = config.ledger().getConnection()) {
            return look.look(new RecordedTrips(connection));
          }
        });
  }

  /// A name of our form begins with it.
  private static Optional<Instant> pickup(String tripInfo) {
    try {
      return Optional.of(Instant.parse(tripInfo.replaceFirst(",.*", "")));
    } catch (DateTimeException anotherForm) {
      return Optional.empty();
    }
  }
}
