package farestream.cli.fare;

import farestream.cli.console.JsonStream;
import farestream.cli.console.TextTable;
import farestream.tariff.Journey;
import farestream.tariff.Quote;
import farestream.tariff.SlowTime;
import farestream.tariff.Tariff;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
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
      printJson(journey, assumed, quote);
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
    var table = new TextTable("part", "what", "why", "amount");
    for (var line : quote.lines()) {
      table.row(line.part().column(), line.name(), line.explanation(), line.amount().toString());
    }
    table.total(List.of("total", "", "without tolls and tip", quote.total().toString()));
    table.print(out);
  }

  private static String ride(Journey journey, boolean assumed) {
    var ride =
        "%s miles in %s minutes, %s of them slow"
            .formatted(
                journey.miles().toPlainString(),
                minutes(journey.time()),
                minutes(journey.slowTime()));
    return assumed
        ? "%s, assuming that the cab drives at %d miles per hour or stands (set --slow-minutes)"
            .formatted(ride, SlowTime.CRUISING_MILES_PER_HOUR)
        : ride;
  }

  private static BigDecimal minutes(Duration time) {
    var minutes =
        BigDecimal.valueOf(time.toMillis())
            .divide(BigDecimal.valueOf(60_000), 2, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return minutes.scale() < 0 ? minutes.setScale(0) : minutes;
  }

  private void printJson(Journey journey, boolean assumed, Quote quote) {
    var report = new JsonStream(out);
    report.write(
        json -> {
          json.writeNumberField("pickupZone", journey.pickup().number());
          json.writeNumberField("dropoffZone", journey.dropoff().number());
          json.writeStringField("pickupTime", journey.pickupTime().toString());
          json.writeStringField("cab", journey.cab().name().toLowerCase(Locale.ROOT));
          json.writeNumberField("miles", journey.miles());
          json.writeNumberField("minutes", minutes(journey.time()));
          json.writeNumberField("slowMinutes", minutes(journey.slowTime()));
          json.writeBooleanField("slowMinutesAssumed", assumed);
          json.writeNumberField("rateCode", quote.rateCode().code());
          json.writeStringField("rateCardSince", quote.cardSince().toString());
          json.writeArrayFieldStart("lines");
          for (var line : quote.lines()) {
            json.writeStartObject();
            json.writeStringField("part", line.part().column());
            json.writeStringField("name", line.name());
            json.writeStringField("explanation", line.explanation());
            json.writeNumberField("amount", line.amount().amount());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberField("total", quote.total().amount());
        });
    report.close();
  }
}
