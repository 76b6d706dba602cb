package farestream.cli.simulate;

import farestream.simulate.City;
import farestream.simulate.CityStatistics.Event;
import farestream.simulate.Latencies.Step;
import farestream.tariff.Tariff;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// The state of the simulation at one moment, as lines for an 80-column terminal.
///
/// @param perSecond completed trips per second
/// @param arrived the state of the ledger; absent if it can't be reached
record SimulateMoment(
    Instant time,
    long booked,
    long underWay,
    long completed,
    double perSecond,
    long notCarried,
    Latency book,
    Latency accept,
    Latency complete,
    Optional<Arrived> arrived) {
  private static final DateTimeFormatter CITY_TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT).withZone(Tariff.CITY);

  /// @param rows the trips recorded in the ledger
  /// @param lag how long the oldest completed trip without a row has been waiting
  record Arrived(long rows, Duration lag) {}

  /// The latency of a request, in milliseconds.
  record Latency(double median, double p99) {
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double WITHOUT_DECIMALS = 99.95;

    static Latency of(Histogram micros) {
      return new Latency(
          micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
          micros.getValueAtPercentile(99) / MICROS_PER_MILLI);
    }

    @Override
    public String toString() {
      return text(median) + "/" + text(p99);
    }

    private static String text(double millis) {
      return String.format(Locale.ROOT, millis < WITHOUT_DECIMALS ? "%.1f" : "%.0f", millis);
    }
  }

  static SimulateMoment of(City city, double perSecond) {
    var counts = city.counts();
    var latencies = city.latencies();
    return new SimulateMoment(
        city.time(),
        counts.of(Event.BOOKED) + counts.of(Event.ALREADY_BOOKED),
        counts.underWay(),
        counts.of(Event.COMPLETED),
        perSecond,
        counts.notCarried(),
        Latency.of(latencies.of(Step.BOOK)),
        Latency.of(latencies.of(Step.ACCEPT)),
        Latency.of(latencies.of(Step.COMPLETE)),
        city.isLedgerLost() ? Optional.empty() : Optional.of(new Arrived(city.rows(), city.lag())));
  }

  List<String> lines() {
    return List.of(
        String.format(
            Locale.ROOT, "%s  booked %,d, under way %,d", CITY_TIME.format(time), booked, underWay),
        String.format(
            Locale.ROOT,
            "completed %,d (%,.0f/s), not in ledger %,d",
            completed,
            perSecond,
            notCarried),
        "book %s, accept %s, complete %s  (ms, median/p99)".formatted(book, accept, complete),
        arrived
            .map(
                ledger ->
                    String.format(
                        Locale.ROOT,
                        "ledger: %,d rows, stream lag %.1f s",
                        ledger.rows(),
                        ledger.lag().toMillis() / 1e3))
            .orElse("ledger: can't be reached; trying again at the end"));
  }
}
