package farestream.tlc;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts by month and vendor which reading makes the parts of a record add up to its total, and
/// the remainders of records for which none does. A reading is one way to interpret the published
/// parts; see [farestream.tariff.PartReadings].
public final class PartsTally {
  /// Limits memory; further remainders of a group are counted together as one.
  private static final int MOST_REMAINDERS = 200;

  private static final String OTHER = "another amount";

  private final SortedMap<Group, Counts> groups = new TreeMap<>();
  private long remainders;
  private BigDecimal remainder = new BigDecimal("0.00");

  /// @param vendor the TLC's code; empty if the record has none, `other` if it is above 99
  private record Group(YearMonth month, String vendor) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::month).thenComparing(Group::vendor);

    static Group of(TlcRecord record) {
      var vendor =
          record.vendor().map(code -> code > 99 ? "other" : Long.toString(code)).orElse("");
      return new Group(YearMonth.from(record.day()), vendor);
    }

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Counts {
    private final Map<String, Long> readings = new TreeMap<>();
    private final Map<String, Long> remainders = new TreeMap<>();

    void add(TlcRecord record) {
      record
          .reading()
          .ifPresentOrElse(
              reading -> readings.merge(reading, 1L, Long::sum),
              () -> {
                var amount = record.fare().other().toString();
                var full = remainders.size() >= MOST_REMAINDERS && !remainders.containsKey(amount);
                remainders.merge(full ? OTHER : amount, 1L, Long::sum);
              });
    }

    void add(Counts other) {
      other.readings.forEach((reading, count) -> readings.merge(reading, count, Long::sum));
      other.remainders.forEach((amount, count) -> remainders.merge(amount, count, Long::sum));
    }
  }

  /// The count of one reading or one remainder.
  ///
  /// @param month the month of the pick-ups, such as `2019-03`
  /// @param reading the reading by which the parts add up; empty if there is none
  /// @param remainder the total minus the sum of the parts, in dollars; empty if they add up
  public record Row(String month, String vendor, String reading, String remainder, long records) {}

  void add(TlcRecord record) {
    groups.computeIfAbsent(Group.of(record), _ -> new Counts()).add(record);
    if (record.reading().isEmpty()) {
      remainders++;
      remainder = remainder.add(record.fare().other().amount());
    }
  }

  void add(PartsTally other) {
    other.groups.forEach(
        (group, counts) -> groups.computeIfAbsent(group, _ -> new Counts()).add(counts));
    remainders += other.remainders;
    remainder = remainder.add(other.remainder);
  }

  /// Returns how many records have a remainder.
  public long remainders() {
    return remainders;
  }

  /// Returns the sum of the remainders, in dollars.
  public BigDecimal remainder() {
    return remainder;
  }

  /// Returns the counts by month and vendor. Within each, readings come before remainders, and the
  /// most frequent first.
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    groups.forEach(
        (group, counts) -> {
          var month = group.month().toString();
          sorted(counts.readings)
              .forEach(
                  count ->
                      rows.add(
                          new Row(month, group.vendor(), count.getKey(), "", count.getValue())));
          sorted(counts.remainders)
              .forEach(
                  count ->
                      rows.add(
                          new Row(month, group.vendor(), "", count.getKey(), count.getValue())));
        });
    return rows;
  }

  private static List<Map.Entry<String, Long>> sorted(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .toList();
  }
}
