package farestream.view;

import farestream.tariff.Journey;
import farestream.tariff.Quote;
import farestream.tariff.QuoteLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/// Views of a quote.
public final class FareViews {
  private static final BigDecimal MILLIS_PER_MINUTE = BigDecimal.valueOf(60_000);

  public static final View<QuoteLine> LINE =
      View.<QuoteLine>empty()
          .column("part", line -> line.part().column())
          .column("what", "name", QuoteLine::name)
          .column("why", "explanation", QuoteLine::explanation)
          .column("amount", QuoteLine::amount);

  public static final View<Journey> JOURNEY =
      View.<Journey>empty()
          .detail("pickupZone", ride -> ride.pickup().number())
          .detail("dropoffZone", ride -> ride.dropoff().number())
          .detail("pickupAt", Journey::pickupTime)
          .detail("cab", ride -> ride.cab().name().toLowerCase(Locale.ROOT))
          .detail("miles", Journey::miles)
          .detail("minutes", ride -> minutes(ride.time()))
          .detail("slowMinutes", ride -> minutes(ride.slowTime()));

  public static final View<Quote> QUOTE =
      View.<Quote>empty()
          .detail("rateCode", quote -> quote.rateCode().code())
          .detail("rateCardSince", Quote::cardSince)
          .list("lines", LINE, Quote::lines)
          .detail("total", Quote::total);

  private FareViews() {}

  /// Returns a duration in minutes with at most two decimals.
  public static BigDecimal minutes(Duration time) {
    var minutes =
        BigDecimal.valueOf(time.toMillis())
            .divide(MILLIS_PER_MINUTE, 2, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return minutes.scale() < 0 ? minutes.setScale(0) : minutes;
  }
}
