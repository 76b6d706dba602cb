package farestream.tlc;

import farestream.money.Money;
import farestream.tariff.Journey;
import farestream.tariff.Part;
import farestream.tariff.RateCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts the results of a fare check.
public final class FareCheckResult {
  private static final Duration LONG = Duration.ofHours(6);
  private static final Duration SHORT = Duration.ofMinutes(1);
  private static final Money NEAR = Money.of("1.00");

  private final Map<RateCode, Share> metered = new EnumMap<>(RateCode.class);
  private final Map<RateCode, Share> surcharges = new EnumMap<>(RateCode.class);
  private final Map<Part, Share> parts = new EnumMap<>(Part.class);
  private final Map<String, Long> left = new TreeMap<>();
  private final Map<String, Long> outside = new TreeMap<>();
  private final Map<String, Long> different = new TreeMap<>();
  private final Share flat = new Share();
  private final Share near = new Share();
  private BigDecimal difference = BigDecimal.ZERO;
  private final PartsTally partsTally = new PartsTally();
  private long checked;

  /// How many of the compared amounts agree with the tariff.
  public static final class Share {
    private long equal;
    private long all;

    void add(boolean isEqual) {
      all++;
      equal += isEqual ? 1 : 0;
    }

    private void add(Share other) {
      all += other.all;
      equal += other.equal;
    }

    public long equal() {
      return equal;
    }

    public long all() {
      return all;
    }

    /// Returns the share in percent with two decimals, rounded down; empty if nothing was compared.
    public String percent() {
      return all == 0
          ? ""
          : BigDecimal.valueOf(equal)
              .movePointRight(2)
              .divide(BigDecimal.valueOf(all), 2, RoundingMode.DOWN)
              .toPlainString();
    }
  }

  /// One figure of the report.
  ///
  /// @param key its name in JSON
  /// @param what its title
  public record Row(String key, String what, Share share) {}

  /// Counts a record that isn't checked.
  void leave(String reason) {
    left.merge(reason, 1L, Long::sum);
  }

  void check() {
    checked++;
  }

  void flat(boolean equal) {
    flat.add(equal);
  }

  /// Counts a metered fare.
  ///
  /// @param least the lowest fare the meter can show for the ride
  /// @param fare the recorded fare
  /// @param most the highest fare the meter can show for the ride
  /// @param assumed the fare that is quoted with the assumed slow time
  void metered(RateCode code, Money least, Money fare, Money most, Money assumed, Journey journey) {
    var within = fare.compareTo(least) >= 0 && fare.compareTo(most) <= 0;
    metered.computeIfAbsent(code, _ -> new Share()).add(within);
    if (code != RateCode.STANDARD) {
      return;
    }
    if (within) {
      var excess = assumed.minus(fare).amount();
      near.add(excess.abs().compareTo(NEAR.amount()) <= 0);
      difference = difference.add(excess);
    } else {
      outside.merge(reason(fare.compareTo(least) < 0, journey), 1L, Long::sum);
    }
  }

  private static String reason(boolean below, Journey journey) {
    if (journey.time().compareTo(LONG) > 0) {
      return "recorded as longer than 6 hours";
    }
    if (journey.miles().signum() == 0) {
      return "no distance recorded";
    }
    if (journey.time().compareTo(SHORT) < 0) {
      return "less than a minute recorded";
    }
    return below ? "less than the meter can show" : "more than the meter can show";
  }

  void part(Part part, boolean equal) {
    parts.computeIfAbsent(part, _ -> new Share()).add(equal);
  }

  void surcharges(RateCode code, boolean equal) {
    surcharges.computeIfAbsent(code, _ -> new Share()).add(equal);
  }

  void differ(String reason) {
    different.merge(reason, 1L, Long::sum);
  }

  /// Returns whether and how the parts of the records add up.
  public PartsTally parts() {
    return partsTally;
  }

  public long checked() {
    return checked;
  }

  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    metered.forEach(
        (code, share) ->
            rows.add(
                new Row(
                    "fare" + code.code(),
                    "rate " + code + ": fare between the meter's minimum and maximum",
                    share)));
    rows.add(new Row("fare2", "rate " + RateCode.JFK + ": the flat fare", flat));
    var all = new Share();
    surcharges.values().forEach(all::add);
    rows.add(new Row("surcharges", "surcharges and taxes, every rate: all equal", all));
    surcharges.forEach(
        (code, share) -> rows.add(new Row("surcharges" + code.code(), "  rate " + code, share)));
    parts.forEach((part, share) -> rows.add(new Row(part.column(), "  " + part.column(), share)));
    rows.add(
        new Row(
            "assumedSlowTime",
            "rate 1 fares in range: within 1.00 of the quote with assumed slow time",
            near));
    return rows;
  }

  /// Returns the mean, in dollars, of the quote with assumed slow time minus the recorded fare,
  /// over the standard rides whose fare is in range.
  public BigDecimal meanDifference() {
    return near.all == 0
        ? BigDecimal.ZERO
        : difference.divide(BigDecimal.valueOf(near.all), 2, RoundingMode.HALF_UP);
  }

  /// Returns the number of records that weren't checked, by reason.
  public Map<String, Long> left() {
    return left;
  }

  /// Returns the number of standard rides whose fare is out of range, by probable reason.
  public Map<String, Long> outside() {
    return outside;
  }

  /// Returns the number of records whose surcharges and taxes differ, by what differs.
  public Map<String, Long> different() {
    return different;
  }
}
