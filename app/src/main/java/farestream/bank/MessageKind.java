package farestream.bank;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A kind of ISO 20022 message that is read.
///
/// @param name in plain words
/// @param message its identifier without the version
/// @param versions that are read
/// @param element the one in `Document`
/// @param advice what to give instead of another kind
record MessageKind(
    String name, String message, Set<String> versions, String element, String advice) {
  private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";

  private static final Map<String, String> OTHERS =
      Map.of(
          "pain.001", "a file of credit transfers",
          "pain.002", "a status report",
          "pain.008", "a file of direct debits",
          "camt.052", "an account report",
          "camt.053", "an account statement",
          "camt.054", "a notification of bookings");

  boolean isIn(String namespace) {
    return versions.stream().anyMatch(version -> namespace.equals(NAMESPACE + message + version));
  }

  /// Why a file of this namespace isn't read, and what to do.
  String refusal(String namespace) {
    if (!namespace.startsWith(NAMESPACE)) {
      return "this is no ISO 20022 message but has the namespace '%s': %s"
          .formatted(
              namespace.length() > 60 ? namespace.substring(0, 60) + "…" : namespace, advice);
    }
    var given = namespace.substring(NAMESPACE.length());
    if (given.startsWith(message)) {
      return "this is %s, a version that is not read: ask the bank for %s in version %s"
          .formatted(shown(given), message + "nn", listed());
    }
    var kind = OTHERS.get(given.length() < 8 ? "" : given.substring(0, 8));
    return "this is %s%s and not %s (%snn): %s"
        .formatted(shown(given), kind == null ? "" : ", " + kind, name, message, advice);
  }

  private String listed() {
    return versions.stream().sorted().collect(Collectors.joining(", "));
  }

  private static String shown(String given) {
    return given.length() > 30 ? given.substring(0, 30) + "…" : given;
  }
}
