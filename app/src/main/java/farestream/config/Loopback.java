package farestream.config;

import java.util.Locale;
import java.util.regex.Pattern;

/// Recognizes names and addresses of the local machine.
final class Loopback {
  private static final Pattern HOST =
      Pattern.compile(
          "localhost\\.?|localhost\\.localdomain|ip6-localhost|ip6-loopback|[a-z0-9.-]+\\.localhost\\.?"
              + "|127(\\.\\d{1,3}){3}|\\[?(0*:){2,7}0*1]?|\\[?::ffff:127(\\.\\d{1,3}){3}]?");

  /// The unspecified address. Servers listen on it for all interfaces; clients that connect to it
  /// reach this machine.
  private static final Pattern ANY =
      Pattern.compile("0(\\.0){3}|\\[?(::|(0*:){2,7}0*)(ffff:0(\\.0){3})?]?");

  private Loopback() {}

  static boolean is(String host) {
    return HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /// Returns whether a connection to the host stays on this machine.
  static boolean isHere(String host) {
    return is(host) || ANY.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
