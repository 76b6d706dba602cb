package farestream.cli.fare;

import farestream.cli.console.TextTable;
import farestream.tariff.Journey;
import farestream.tariff.Quote;
import farestream.tariff.SlowTime;
import farestream.tariff.Tariff;
import farestream.view.FareViews;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Prints a quote as text or JSON.
record FareText(PrintWriter out) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm:ss zzz", Locale.US);

  /// @param assumed whether the slow time was assumed because it wasn't given
  void print(Journey journey, boolean assumed, Quote quote, boolean json) {
    if (json) {
      var ride = FareViews.JOURNEY.json(journey).put("slowMinutesAssumed", assumed);
      ride.setAll(FareViews.QUOTE.json(quote));
      out.println(ride.toPrettyString());
      return;
    }
    out.println("pick-up:  " + journey.pickup() + ", " + journey.pickup().borough());
    out.println("drop-off: " + journey.dropoff() + ", " + journey.dropoff().borough());
    out.println("begins:   " + TIME.format(journey.pickupTime().atZone(Tariff.CITY)));
    out.println("ride:     " + ride(journey, assumed));
    out.println(
        "rate:     %s, %s cab, card of %s"
            .formatted(
                quote.rateCode(),
                journey.cab().name().toLowerCase(Locale.ROOT),
                quote.cardSince()));
    out.println();
    var table = TextTable.of(FareViews.LINE, quote.lines());
    table.total(List.of("total", "", "without tolls and tip", quote.total().toString()));
    table.print(out);
  }

  private static String ride(Journey journey, boolean assumed) {
    var ride =
        "%s miles in %s minutes, %s of them slow"
            .formatted(
                journey.miles().toPlainString(),
                FareViews.minutes(journey.time()),
                FareViews.minutes(journey.slowTime()));
    return assumed
        ? "%s, assuming that the cab drives at %d miles per hour or stands (set --slow-minutes)"
            .formatted(ride, SlowTime.CRUISING_MILES_PER_HOUR)
        : ride;
  }
}
