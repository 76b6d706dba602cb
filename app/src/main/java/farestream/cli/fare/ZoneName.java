package farestream.cli.fare;

import farestream.tariff.Zone;
import farestream.tariff.Zones;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds a taxi zone by its number, its name or an unambiguous part of its name.
final class ZoneName {
  private static final int MAX_SHOWN = 6;

  private ZoneName() {}

  /// The result of looking up a zone.
  sealed interface Reading {
    record Found(Zone zone) implements Reading {}

    /// @param why such as `is not a taxi zone …`
    record NotFound(String why) implements Reading {}
  }

  static Reading read(String text) {
    var written = plain(text);
    if (text.strip().matches("\\d{1,9}")) {
      return Zones.all()
          .numbered(Long.parseLong(text.strip()))
          .<Reading>map(Reading.Found::new)
          .orElseGet(
              () ->
                  new Reading.NotFound(
                      "is not a taxi zone: zones are numbered 1 to " + Zones.all().list().size()));
    }
    var named = zones(written, true);
    // Zones that share a name, such as Corona, are equal in everything on which a fare depends.
    if (!named.isEmpty()) {
      return new Reading.Found(named.getFirst());
    }
    var like = written.isEmpty() ? List.<Zone>of() : zones(written, false);
    var names = like.stream().map(Zone::name).distinct().count();
    if (names == 1) {
      return new Reading.Found(like.getFirst());
    }
    return names > 1
        ? new Reading.NotFound("matches several taxi zones: " + shown(like))
        : new Reading.NotFound("is not a taxi zone; did you mean one of " + shown(near(written)));
  }

  private static List<Zone> zones(String written, boolean whole) {
    return Zones.all().list().stream()
        .filter(
            zone ->
                whole ? plain(zone.name()).equals(written) : plain(zone.name()).contains(written))
        .toList();
  }

  private static String shown(List<Zone> zones) {
    var names =
        zones.stream().limit(MAX_SHOWN).map(Zone::toString).collect(Collectors.joining(", "));
    return zones.size() > MAX_SHOWN ? names + " …" : names;
  }

  /// Returns the zones whose names share the most pairs of letters with the text.
  private static List<Zone> near(String written) {
    var pairs = pairs(written);
    return Zones.all().list().stream()
        .sorted(Comparator.comparingDouble((Zone zone) -> -likeness(pairs, zone)))
        .limit(3)
        .toList();
  }

  private static double likeness(Set<String> pairs, Zone zone) {
    var others = pairs(plain(zone.name()));
    var shared = others.stream().filter(pairs::contains).count();
    return 2.0 * shared / Math.max(1, pairs.size() + others.size());
  }

  private static Set<String> pairs(String text) {
    var pairs = new HashSet<String>();
    for (var at = 0; at + 1 < text.length(); at++) {
      pairs.add(text.substring(at, at + 2));
    }
    return pairs;
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
