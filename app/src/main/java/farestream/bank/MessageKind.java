package farestream.bank;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A kind of ISO 20022 message that is read. Banks write its identifier into namespaces of
/// their own, too, as Swiss and German ones do (`…/de/pain.002.001.03.ch.02.xsd`,
/// `…:pain.002.003.03`).
///
/// @param name in plain words
/// @param message its identifier up to the variant
/// @param first version that is read
/// @param last version that is read
/// @param element the one in `Document`
/// @param advice what to give instead of another kind
record MessageKind(
    String name, String message, int first, int last, String element, String advice) {
  private static final Pattern IDENTIFIER =
      Pattern.compile("(?<![a-z])([a-z]{4}\\.[0-9]{3})\\.[0-9]{3}\\.([0-9]{2})(?![0-9])");

  private static final Map<String, String> OTHERS =
      Map.of(
          "pain.001", "a file of credit transfers",
          "pain.002", "a status report",
          "pain.008", "a file of direct debits",
          "camt.052", "an account report",
          "camt.053", "an account statement",
          "camt.054", "a notification of bookings");

  boolean isIn(String namespace) {
    var identifier = IDENTIFIER.matcher(namespace);
    if (!identifier.find() || !identifier.group(1).equals(message)) {
      return false;
    }
    var version = Integer.parseInt(identifier.group(2));
    return first <= version && version <= last;
  }

  /// Why a file of this namespace isn't read, and what to do.
  String refusal(String namespace) {
    var identifier = IDENTIFIER.matcher(namespace);
    if (!identifier.find()) {
      return "this is no ISO 20022 message but has the namespace '%s': %s"
          .formatted(
              namespace.length() > 60 ? namespace.substring(0, 60) + "…" : namespace, advice);
    }
    var given = identifier.group();
    if (identifier.group(1).equals(message)) {
      return "this is %s, a version that is not read: ask the bank for %s.001.nn in version %02d to %02d"
          .formatted(given, message, first, last);
    }
    return "this is %s%s and not %s (%s): %s"
        .formatted(
            given,
            Optional.ofNullable(OTHERS.get(identifier.group(1)))
                .map(kind -> ", " + kind)
                .orElse(""),
            name,
            message,
            advice);
  }
}
