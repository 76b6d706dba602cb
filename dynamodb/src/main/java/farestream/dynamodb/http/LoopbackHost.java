package farestream.dynamodb.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names by which this machine calls itself. A page of another host, whose name was made to
/// point here, sends its own name.
public final class LoopbackHost {
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?",
          Pattern.CASE_INSENSITIVE);

  private LoopbackHost() {}

  /// @param host the header `Host`
  public static boolean is(@Nullable String host) {
    return host != null && LOOPBACK.matcher(host).matches();
  }
}
