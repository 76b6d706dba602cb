package farestream.bank;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a file says of each payment. It may say the same twice; of two things that differ
/// neither is taken.
final class UniqueReports<T> {
  private final Map<Object, T> all = new LinkedHashMap<>();
  private final Set<Object> contradictory = new HashSet<>();

  /// @param payment what must not have two
  /// @throws BankFileRefused if it has
  void put(Object payment, String endToEndId, T said, FilePosition place) {
    var before = all.putIfAbsent(payment, said);
    if (before != null && !before.equals(said) && contradictory.add(payment)) {
      throw place.refused(
          "payment %s is there twice, and not the same: ask the bank which holds"
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
