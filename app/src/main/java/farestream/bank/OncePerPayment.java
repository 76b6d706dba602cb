package farestream.bank;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a file says of each payment. It may say the same twice, but not two things.
final class OncePerPayment<T> {
  private final Map<Object, T> all = new LinkedHashMap<>();

  /// @param payment what must not have two
  void put(Object payment, String endToEndId, T said, Place place) {
    var before = all.putIfAbsent(payment, said);
    if (before != null && !before.equals(said)) {
      throw place.refused(
          "payment %s is there twice, and not the same: ask the bank which holds"
              .formatted(XmlElement.shown(endToEndId)));
    }
  }

  List<T> inOrder() {
    return List.copyOf(all.values());
  }
}
