package farestream;

import java.util.Locale;
import java.util.regex.Pattern;

/// The names and addresses by which a machine calls itself.
final class Loopback {
  private static final Pattern HOST =
      Pattern.compile(
          "localhost\\.?|localhost\\.localdomain|ip6-localhost|ip6-loopback|[a-z0-9.-]+\\.localhost\\.?"
              + "|127(\\.\\d{1,3}){3}|\\[?(0*:){2,7}0*1]?|\\[?::ffff:127(\\.\\d{1,3}){3}]?");

  private Loopback() {}

  static boolean is(String host) {
    return HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
