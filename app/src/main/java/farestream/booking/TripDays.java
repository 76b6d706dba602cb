package farestream.booking;

import java.time.Instant;
import java.util.Optional;

/// Some days of the city. A trip is of the day on which it ended, as for bills and reports; one
/// that isn't over, of the day of its pick-up.
///
/// Items have times as texts in UTC, with or without fractions of a second, and so have the
/// bounds: without the letter at the end, for `…:00.5Z` sorts before `…:00Z`.
///
/// @param from of the first day, inclusive
/// @param until where the last day ends, exclusive
public record TripDays(String from, String until) {
  /// Below and above all texts.
  public static final TripDays ALL = new TripDays("\u0001", Character.toString(0x10FFFF));

  public static TripDays of(Optional<Instant> from, Optional<Instant> until) {
    return new TripDays(
        from.map(TripDays::text).orElse(ALL.from), until.map(TripDays::text).orElse(ALL.until));
  }

  private static String text(Instant time) {
    return time.toString().replace("Z", "");
  }

  boolean hold(TripItem trip) {
    return equals(ALL)
        || trip.text("DROPOFF_DATETIME")
            .or(() -> trip.text("PICKUP_DATETIME"))
            .filter(day -> day.compareTo(from) >= 0 && day.compareTo(until) < 0)
            .isPresent();
  }
}
