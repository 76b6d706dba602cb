package farestream.bank;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A kind of ISO 20022 message that can be read. Some banks, such as Swiss and German ones, write
/// its identifier into namespaces of their own (`…/de/pain.002.001.03.ch.02.xsd`,
/// `…:pain.002.003.03`).
///
/// @param name in plain words
/// @param message its identifier without variant and version, such as `pain.002`
/// @param first the first version that can be read
/// @param last the last version that can be read
/// @param element the message's element in `Document`
/// @param advice what to pass instead of another kind
record MessageKind(
    String name, String message, int first, int last, String element, String advice) {
  private static final Pattern IDENTIFIER =
      Pattern.compile("(?<![a-z])([a-z]{4}\\.[0-9]{3})\\.[0-9]{3}\\.([0-9]{2})(?![0-9])");

  private static final Map<String, String> NAMES =
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

  /// Returns why a file with this namespace can't be read, and what to do.
  String refusal(String namespace) {
    var identifier = IDENTIFIER.matcher(namespace);
    if (!identifier.find()) {
      return "this is not an ISO 20022 message; its namespace is '%s'; %s"
          .formatted(
              namespace.length() > 60 ? namespace.substring(0, 60) + "…" : namespace, advice);
    }
    var given = identifier.group();
    if (identifier.group(1).equals(message)) {
      return "this is %s, a version that can't be read; ask the bank for %s.001.nn in version %02d to %02d"
          .formatted(given, message, first, last);
    }
    return "this is %s%s, not %s (%s); %s"
        .formatted(
            given,
            Optional.ofNullable(NAMES.get(identifier.group(1))).map(kind -> ", " + kind).orElse(""),
            name,
            message,
            advice);
  }
}
