package farestream.tariff;

import farestream.money.Money;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;

/// Computes the taxes, surcharges and fees of a ride from its pick-up time and its two zones. Zones
/// that a ride only crosses aren't recorded, so they add no fee. The zone outside the city has no
/// state: it counts as New York, except with Newark's rate code.
final class Surcharges {
  private static final int NIGHT_FROM = 20;
  private static final int NIGHT_UNTIL = 6;
  private static final int RUSH_FROM = 16;
  private static final int RUSH_UNTIL = 20;

  private final Holidays holidays;

  Surcharges(Holidays holidays) {
    this.holidays = holidays;
  }

  /// Adds a line for every surcharge that applies.
  ///
  /// @param begin the pick-up in New York time
  void add(
      Journey journey,
      RateCode rateCode,
      LocalDateTime begin,
      RateCard card,
      List<QuoteLine> lines) {
    if (!rateCode.isAgreed()) {
      addExtras(journey, rateCode, begin, card, lines);
    }
    var from = journey.pickup();
    var to = journey.dropoff();
    var withinTheState =
        rateCode != RateCode.NEWARK && !from.is(Airport.EWR) && !to.is(Airport.EWR);
    if (from.isInTheCity() && withinTheState) {
      add(lines, Part.MTA_TAX, "MTA tax", mtaGround(to), card.amount(Figure.MTA_TAX));
    }
    if (journey.hailed()) {
      add(
          lines,
          Part.IMPROVEMENT_SURCHARGE,
          "improvement surcharge",
          "every hailed ride",
          card.amount(Figure.IMPROVEMENT_SURCHARGE));
    }
    if ((isSouth(from) || isSouth(to)) && withinTheState) {
      add(
          lines,
          Part.CONGESTION_SURCHARGE,
          "congestion surcharge",
          where(isSouth(from)) + " in Manhattan south of 96th Street",
          card.amount(Figure.CONGESTION_SURCHARGE));
    }
    if (from.is(Airport.JFK) || from.is(Airport.LGA)) {
      add(
          lines,
          Part.AIRPORT_FEE,
          "airport fee",
          "pick-up at " + from.name(),
          card.amount(Figure.AIRPORT_FEE));
    }
    if (from.isIn(ManhattanPart.CENTRAL) || to.isIn(ManhattanPart.CENTRAL)) {
      add(
          lines,
          Part.CBD_CONGESTION_FEE,
          "CBD congestion fee",
          where(from.isIn(ManhattanPart.CENTRAL)) + " in Manhattan south of 60th Street",
          card.amount(Figure.CBD_CONGESTION_FEE));
    }
  }

  private void addExtras(
      Journey journey,
      RateCode rateCode,
      LocalDateTime begin,
      RateCard card,
      List<QuoteLine> lines) {
    if (rateCode == RateCode.JFK) {
      if (isRush(begin)) {
        var amount = card.amount(Figure.JFK_RUSH_HOURS);
        add(lines, Part.EXTRA, "JFK rush hours", "weekday 16:00–20:00, no legal holiday", amount);
      }
      return;
    }
    if (begin.getHour() >= NIGHT_FROM || begin.getHour() < NIGHT_UNTIL) {
      add(lines, Part.EXTRA, "night", "20:00–06:00", card.amount(Figure.NIGHT));
    }
    if (isRush(begin)) {
      var amount = card.amount(Figure.RUSH_HOURS);
      add(lines, Part.EXTRA, "rush hours", "weekday 16:00–20:00, no legal holiday", amount);
    }
    // Green cabs may not pick up at LaGuardia.
    var toLaGuardia = journey.dropoff().is(Airport.LGA);
    if (toLaGuardia || (journey.pickup().is(Airport.LGA) && journey.cab() == CabType.YELLOW)) {
      add(
          lines,
          Part.EXTRA,
          "LaGuardia surcharge",
          where(!toLaGuardia) + " at LaGuardia Airport",
          card.amount(Figure.LAGUARDIA_SURCHARGE));
    }
  }

  /// Adds a line unless the amount is 0, the card's value of a charge that wasn't introduced yet.
  private static void add(
      List<QuoteLine> lines, Part part, String name, String ground, Money amount) {
    if (!amount.isZero()) {
      lines.add(new QuoteLine(part, name, ground, amount));
    }
  }

  private boolean isRush(LocalDateTime begin) {
    var weekday = begin.getDayOfWeek();
    return begin.getHour() >= RUSH_FROM
        && begin.getHour() < RUSH_UNTIL
        && weekday != DayOfWeek.SATURDAY
        && weekday != DayOfWeek.SUNDAY
        && !holidays.include(begin.toLocalDate());
  }

  private static boolean isSouth(Zone zone) {
    return zone.isIn(ManhattanPart.CENTRAL) || zone.isIn(ManhattanPart.SOUTH);
  }

  private static String mtaGround(Zone to) {
    return to.isInTheCity() ? "within the city" : "from the city into New York State";
  }

  private static String where(boolean pickup) {
    return pickup ? "pick-up" : "drop-off";
  }
}
