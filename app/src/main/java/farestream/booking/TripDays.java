package farestream.booking;

import farestream.trip.TripAttribute;
import java.time.Instant;
import java.util.Optional;

/// A range of calendar days in the city's time zone. A trip belongs to the day on which it ended,
/// as in bills and reports, or to the day of its pick-up if it hasn't ended.
///
/// Items hold times as text in UTC, with or without fractions of a second. The bounds are texts,
/// too, without the final `Z`, because `…:00.5Z` sorts before `…:00Z`.
///
/// @param from start of the first day, inclusive
/// @param until end of the last day, exclusive
public record TripDays(String from, String until) {
  /// All days: the bounds sort before and after every time.
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
        || trip.text(TripAttribute.DROPOFF_DATETIME)
            .or(() -> trip.text(TripAttribute.PICKUP_DATETIME))
            .filter(day -> day.compareTo(from) >= 0 && day.compareTo(until) < 0)
            .isPresent();
  }
}
