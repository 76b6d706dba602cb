package farestream.tlc;

import farestream.money.Money;
import farestream.tariff.CabType;
import farestream.tariff.Journey;
import farestream.tariff.Quote;
import farestream.tariff.RateCode;
import farestream.tariff.SlowTime;
import farestream.tariff.Tariff;
import farestream.tariff.Zone;
import farestream.tariff.Zones;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Compares the records of a TLC file with the tariff and counts which charges agree. A quote uses
/// only a record's rate code, zones, times, miles and cab type, and the fare itself if it was
/// agreed.
public final class FareCheck {
  private static final long DISPATCHED = 2;

  private final Tariff tariff = new Tariff();
  private final FareCheckResult result = new FareCheckResult();

  /// Checks all records of a file and adds them to the result.
  ///
  /// @param progress receives the number of records done so far
  /// @param refused receives each record that can't be read
  /// @throws java.io.UncheckedIOException if the file can't be read to its end
  public FileFindings read(TlcFile file, LongConsumer progress, Consumer<RefusedRecord> refused) {
    var columns = PartsComparison.in(file.header());
    var findings = new FileFindings(file);
    var read = new AtomicLong();
    findings.read(
        record -> {
          check(record, columns);
          progress.accept(read.incrementAndGet());
        },
        refusal -> {
          result.leave("not readable");
          refused.accept(refusal);
          progress.accept(read.incrementAndGet());
        });
    result.parts().add(findings.parts());
    return findings;
  }

  public FareCheckResult result() {
    return result;
  }

  private void check(TlcRecord record, PartsComparison columns) {
    var rateCode = record.ride().rateCode().flatMap(RateCode::of);
    var journey = rateCode.flatMap(code -> journey(record, code));
    if (record.fare().total().isNegative() || record.fare().meter().isNegative()) {
      result.leave("a refund");
    } else if (rateCode.isEmpty()) {
      result.leave("no rate code");
    } else if (journey.isEmpty()) {
      result.leave("a zone that doesn't exist, or no distance");
    } else {
      switch (tariff.quote(journey.get())) {
        case Tariff.Outcome.Quoted(var quote) -> check(record, journey.get(), quote, columns);
        case Tariff.Outcome.Refused(var reason) -> result.leave(withoutFigures(reason));
      }
    }
  }

  private void check(TlcRecord record, Journey journey, Quote quote, PartsComparison columns) {
    result.check();
    var fare = record.fare().meter();
    switch (quote.rateCode()) {
      case JFK -> result.flat(fare.equals(quote.fare().meter()));
      case STANDARD, NEWARK, NASSAU_OR_WESTCHESTER -> {
        var least = fare(journey.withSlowTime(SlowTime.least(journey.miles(), journey.time())));
        var assumed = quote.fare().meter();
        result.metered(quote.rateCode(), least, fare, most(journey), assumed, journey);
      }
      case NEGOTIATED, GROUP -> {}
    }
    columns.compare(record, journey, quote.fare(), result);
  }

  /// Returns the highest fare the meter can show: all time is slow time and, at the rate that
  /// doubles beyond the city limits, all of the ride is beyond it.
  private Money most(Journey journey) {
    var slow = journey.withSlowTime(journey.time());
    return fare(
        journey.rateCode().equals(Optional.of(RateCode.NASSAU_OR_WESTCHESTER))
            ? slow.withBeyond(new Journey.Beyond(slow.miles(), slow.slowTime()))
            : slow);
  }

  private Money fare(Journey journey) {
    return switch (tariff.quote(journey)) {
      case Tariff.Outcome.Quoted(var quote) -> quote.fare().meter();
      case Tariff.Outcome.Refused(var reason) -> throw new IllegalStateException(reason);
    };
  }

  /// Returns the journey of a record. A record without zones, such as one with coordinates, gets
  /// the zone "unknown"; the journey is absent if a zone doesn't exist or the distance is missing.
  private static Optional<Journey> journey(TlcRecord record, RateCode code) {
    var pickup = zone(record.pickup().zone());
    var dropoff = zone(record.dropoff().zone());
    var miles = record.ride().distanceMiles().map(BigDecimal::stripTrailingZeros);
    if (pickup.isEmpty() || dropoff.isEmpty() || miles.isEmpty()) {
      return Optional.empty();
    }
    var time = Duration.between(record.pickup().time(), record.dropoff().time());
    return Optional.of(
        new Journey(
            record.pickup().time(),
            pickup.get(),
            dropoff.get(),
            record.cabType() == RecordReader.GREEN ? CabType.GREEN : CabType.YELLOW,
            miles.get(),
            time,
            SlowTime.assumed(miles.get(), time),
            Optional.of(code),
            Journey.Beyond.NONE,
            code.isAgreed() ? Optional.of(record.fare().meter()) : Optional.empty(),
            !record.ride().tripType().equals(Optional.of(DISPATCHED))));
  }

  private static Optional<Zone> zone(Optional<Long> number) {
    return Zones.all().numbered(number.orElse((long) Zone.UNKNOWN));
  }

  /// Removes the record's own figures from a reason, so that equal reasons are counted together.
  private static String withoutFigures(String reason) {
    var end = reason.indexOf(", not ");
    var day = reason.indexOf(" for ");
    return day > 0 ? "before the first rate card" : end > 0 ? reason.substring(0, end) : reason;
  }
}
