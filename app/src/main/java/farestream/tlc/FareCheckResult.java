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

/// What a check of fares has counted so far.
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

  /// How many of how many are as the tariff has them.
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

    /// Never rounded up; empty where there is none.
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
  /// @param key for programs
  public record Row(String key, String what, Share share) {}

  void leave(String why) {
    left.merge(why, 1L, Long::sum);
  }

  void check() {
    checked++;
  }

  void flat(boolean equal) {
    flat.add(equal);
  }

  /// @param assumed the meter's with the slow time that is assumed
  void metered(RateCode code, Money least, Money fare, Money most, Money assumed, Journey journey) {
    var within = fare.compareTo(least) >= 0 && fare.compareTo(most) <= 0;
    metered.computeIfAbsent(code, _ -> new Share()).add(within);
    if (code != RateCode.STANDARD) {
      return;
    }
    if (within) {
      var more = assumed.minus(fare).amount();
      near.add(more.abs().compareTo(NEAR.amount()) <= 0);
      difference = difference.add(more);
    } else {
      outside.merge(why(fare.compareTo(least) < 0, journey), 1L, Long::sum);
    }
  }

  private static String why(boolean below, Journey journey) {
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

  void differ(String why) {
    different.merge(why, 1L, Long::sum);
  }

  /// Whether the parts of records add up.
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
                    "rate " + code + ": fare within the meter's least and most",
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
            "of those of rate 1: within 1.00 with the slow time that 'fare' assumes",
            near));
    return rows;
  }

  /// How much more a standard ride within the bounds costs with assumed slow time, on average.
  public BigDecimal meanDifference() {
    return near.all == 0
        ? BigDecimal.ZERO
        : difference.divide(BigDecimal.valueOf(near.all), 2, RoundingMode.HALF_UP);
  }

  /// Records that weren't checked, by reason.
  public Map<String, Long> left() {
    return left;
  }

  /// Standard rides whose fare is beyond the bounds, by what is peculiar to them.
  public Map<String, Long> outside() {
    return outside;
  }

  /// Records whose surcharges and taxes aren't equal, by what differs.
  public Map<String, Long> different() {
    return different;
  }
}
