package farestream.bank;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects what a file reports about each payment. Identical duplicates count once; a payment
/// with contradictory reports is dropped.
final class UniqueReports<T> {
  private final Map<Object, T> all = new LinkedHashMap<>();
  private final Set<Object> contradictory = new HashSet<>();

  /// @param payment identifies what may be reported once
  /// @throws BankFileRefused if a different report of it exists
  void put(Object payment, String endToEndId, T report, FilePosition position) {
    var previous = all.putIfAbsent(payment, report);
    if (previous != null && !previous.equals(report) && contradictory.add(payment)) {
      throw position.refused(
          "payment %s occurs twice with different contents; ask the bank which is valid"
              .formatted(XmlElement.shown(endToEndId)));
    }
  }

  List<T> inOrder() {
    return all.entrySet().stream()
        .filter(entry -> !contradictory.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
