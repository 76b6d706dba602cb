package farestream.tariff;

import farestream.money.Money;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Quotes rides by the rate card of the day on which they begin. A quote depends only on the ride
/// and the tables, so that a quote for a past day is reproducible. Immutable and thread-safe.
public final class Tariff {
  /// The time zone of the rate card's hours and days.
  public static final ZoneId CITY = ZoneId.of("America/New_York");

  private final RateCards cards = RateCards.load();
  private final Surcharges surcharges = new Surcharges(Holidays.load());

  /// The result of a request for a quote.
  public sealed interface Outcome {
    record Quoted(Quote quote) implements Outcome {}

    /// @param reason such as `the slow time is longer than the time`
    record Refused(String reason) implements Outcome {}
  }

  /// Quotes a ride; refuses one that is invalid or before the first rate card.
  public Outcome quote(Journey journey) {
    var fault = RideLimits.fault(journey);
    if (fault.isPresent()) {
      return new Outcome.Refused(fault.get());
    }
    var begin = LocalDateTime.ofInstant(journey.pickupTime(), CITY);
    var card = cards.on(begin.toLocalDate(), journey.cab());
    if (card.isEmpty()) {
      return new Outcome.Refused(
          "there is no rate card for %s; the first one starts on %s"
              .formatted(begin.toLocalDate(), cards.firstDay()));
    }
    var rateCode = journey.rateCode().orElseGet(() -> byZones(journey));
    return mismatch(journey, rateCode)
        .<Outcome>map(Outcome.Refused::new)
        .orElseGet(() -> quoted(journey, rateCode, begin, card.get()));
  }

  private Outcome quoted(Journey journey, RateCode rateCode, LocalDateTime begin, RateCard card) {
    var lines = new ArrayList<QuoteLine>(10);
    addFare(journey, rateCode, card, lines);
    surcharges.add(journey, rateCode, begin, card, lines);
    return new Outcome.Quoted(new Quote(rateCode, card.firstDay(), lines));
  }

  /// Derives the rate code from the zones. Green cabs have the flat fare only to JFK, because they
  /// may not pick up there.
  private static RateCode byZones(Journey journey) {
    var from = journey.pickup();
    var to = journey.dropoff();
    if (from.is(Airport.EWR) || to.is(Airport.EWR)) {
      return RateCode.NEWARK;
    }
    var toJfk = from.isInManhattan() && to.is(Airport.JFK);
    var fromJfk = from.is(Airport.JFK) && to.isInManhattan() && journey.cab() == CabType.YELLOW;
    return toJfk || fromJfk ? RateCode.JFK : RateCode.STANDARD;
  }

  /// Returns why the ride doesn't fit its rate code; empty if it does.
  private static Optional<String> mismatch(Journey journey, RateCode rateCode) {
    if (rateCode.isAgreed() && journey.agreedFare().isEmpty()) {
      return Optional.of("rate code %s needs an agreed fare".formatted(rateCode));
    }
    if (!rateCode.isAgreed() && journey.agreedFare().isPresent()) {
      return Optional.of("rate code %s takes no agreed fare; only 5 and 6 do".formatted(rateCode));
    }
    return rateCode != RateCode.NASSAU_OR_WESTCHESTER
            && !journey.beyond().equals(Journey.Beyond.NONE)
        ? Optional.of(
            "rate code %s takes no miles beyond the city limits; only 4 does".formatted(rateCode))
        : Optional.empty();
  }

  private static void addFare(
      Journey journey, RateCode rateCode, RateCard card, List<QuoteLine> lines) {
    switch (rateCode) {
      case STANDARD, NASSAU_OR_WESTCHESTER -> new Meter(card).run(journey, lines);
      case JFK ->
          lines.add(
              new QuoteLine(
                  Part.FARE,
                  "JFK flat fare",
                  "between Manhattan and JFK" + source(journey),
                  card.amount(Figure.JFK_FLAT_FARE)));
      case NEWARK -> {
        new Meter(card).run(journey, lines);
        lines.add(
            new QuoteLine(
                Part.FARE,
                "Newark surcharge",
                "to or from Newark Airport" + source(journey),
                card.amount(Figure.NEWARK_SURCHARGE)));
      }
      case NEGOTIATED, GROUP ->
          lines.add(
              new QuoteLine(
                  Part.FARE,
                  "agreed fare",
                  rateCode == RateCode.GROUP ? "of a group ride" : "negotiated before the ride",
                  journey.agreedFare().orElse(Money.ZERO)));
    }
  }

  private static String source(Journey journey) {
    return journey.rateCode().isPresent() ? "" : ", by the zones";
  }
}
