package farestream.tlc;

import farestream.tlc.TimeText.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// The clock of the cab as a moment. Where a record names no offset two hours a year need a rule:
/// in the hour that autumn has twice a pick-up is taken as the earlier one, and a drop-off as the
/// later one where it would else be before the pick-up; in the hour that spring leaves out a time
/// is shifted forward by the gap, as `java.time` does, and the drop-off with it if it must be: the
/// cab's clock had not been put forward.
///
/// @param zone of the cab
/// @param utc what times are that a program wrote as UTC; absent where nobody has said it
public record LocalTimeRule(ZoneId zone, Optional<UtcTimes> utc) {

  /// Where all is as it is written.
  public static LocalTimeRule of(ZoneId zone) {
    return new LocalTimeRule(zone, Optional.empty());
  }

  /// A time of a record.
  sealed interface CabTime {
    /// By the cab's clock.
    record Local(LocalDateTime time) implements CabTime {}

    /// @param presumed it is written as UTC, as cabs' own times are by some programs
    record Exact(Instant time, boolean presumed) implements CabTime {}

    /// @param why behind the text itself
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
                          "counts from 1970 and names no zone: --utc-times utc, or local, says"
                              + " it"));
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
      case CabTime.Local(var local) -> dropoff(local, pickup(pickup), clock(pickup));
      case CabTime.Exact(var time, _) -> time;
      case CabTime.Unreadable _ -> Instant.EPOCH;
    };
  }

  /// What the cab's clock shows at a time of a record.
  LocalDateTime clock(CabTime time) {
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
