package farestream.dynamodb.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognizes loopback host names. A DNS rebinding attack resolves the name of a foreign web page
/// to 127.0.0.1, but the browser still sends that name in `Host`, so the request is refused.
public final class LoopbackHost {
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?",
          Pattern.CASE_INSENSITIVE);

  private LoopbackHost() {}

  /// Returns whether a host is loopback.
  ///
  /// @param host the header `Host`; null if absent
  public static boolean is(@Nullable String host) {
    return host != null && LOOPBACK.matcher(host).matches();
  }
}
