package farestream.tlc;

import farestream.tlc.TimeText.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Converts the local times of a cab to instants. Local times without an offset need a rule for two
/// hours of the year:
///
/// - In the hour that occurs twice in autumn, a pick-up is at the earlier offset. A drop-off is
///   too, unless it would then precede the pick-up.
/// - In the hour that is skipped in spring, a time is shifted forward by the gap, as `java.time`
///   does. A drop-off is shifted with its pick-up if it would otherwise precede it: the cab's clock
///   had not been put forward yet.
///
/// @param zone the cab's time zone
/// @param utc what times marked as UTC mean; if absent, they are UTC, and numbers since 1970 are
///     refused
public record LocalTimeRule(ZoneId zone, Optional<UtcTimes> utc) {

  /// Returns the rule for files whose times mean what they say.
  public static LocalTimeRule of(ZoneId zone) {
    return new LocalTimeRule(zone, Optional.empty());
  }

  /// A time of a record.
  sealed interface CabTime {
    /// A local time by the cab's clock.
    record Local(LocalDateTime time) implements CabTime {}

    /// A time with a known offset.
    ///
    /// @param presumed whether it is marked as UTC and the user didn't say what that means; some
    ///     programs mark local times as UTC
    record Exact(Instant time, boolean presumed) implements CabTime {}

    /// A text that isn't a time.
    ///
    /// @param why the reason, to be printed after the text
    record Unreadable(String why) implements CabTime {}
  }

  CabTime read(String text) {
    return switch (TimeText.read(text)) {
      case Reading.Local(var time) -> new CabTime.Local(time);
      case Reading.Exact(var time, var isUtc) ->
          isUtc && utc.equals(Optional.of(UtcTimes.LOCAL))
              ? local(time)
              : new CabTime.Exact(time, isUtc && utc.isEmpty());
      case Reading.SinceEpoch(var time) ->
          utc.map(known -> known == UtcTimes.LOCAL ? local(time) : new CabTime.Exact(time, false))
              .orElseGet(
                  () ->
                      new CabTime.Unreadable(
                          "counts from 1970 but names no time zone: add --utc-times utc or"
                              + " --utc-times local"));
      case Reading.Unreadable(var why) -> new CabTime.Unreadable(why);
    };
  }

  private static CabTime local(Instant written) {
    return new CabTime.Local(LocalDateTime.ofInstant(written, ZoneOffset.UTC));
  }

  Instant pickup(CabTime pickup) {
    return switch (pickup) {
      case CabTime.Local(var local) -> local.atZone(zone).toInstant();
      case CabTime.Exact(var time, _) -> time;
      case CabTime.Unreadable _ -> Instant.EPOCH;
    };
  }

  Instant dropoff(CabTime dropoff, CabTime pickup) {
    return switch (dropoff) {
      case CabTime.Local(var local) -> dropoff(local, pickup(pickup), localTime(pickup));
      case CabTime.Exact(var time, _) -> time;
      case CabTime.Unreadable _ -> Instant.EPOCH;
    };
  }

  /// Returns the time that the cab's clock shows.
  LocalDateTime localTime(CabTime time) {
    return time instanceof CabTime.Local(var local)
        ? local
        : LocalDateTime.ofInstant(pickup(time), zone);
  }

  private Instant dropoff(LocalDateTime local, Instant pickup, LocalDateTime pickupLocal) {
    var dropoff = local.atZone(zone);
    if (dropoff.toInstant().isBefore(pickup)) {
      dropoff = dropoff.withLaterOffsetAtOverlap();
    }
    return dropoff.toInstant().isBefore(pickup) && !local.isBefore(pickupLocal)
        ? pickup.plus(Duration.between(pickupLocal, local))
        : dropoff.toInstant();
  }
}
