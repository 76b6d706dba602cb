package farestream.dynamodb;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Access keys that nobody can guess.
final class AccessKeys {
  private static final int BYTES = 16;

  private AccessKeys() {}

  static String random() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return "LOCAL" + HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
