package farestream.dynamodb;

import farestream.dynamodb.http.AccessKey;
import farestream.dynamodb.store.Durability;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The options of a server. [#in] returns the defaults; each `with` method returns a copy with one
/// option changed.
///
/// @param data an existing folder that no other server uses
/// @param port the port on loopback; 0 picks a free one
/// @param controlPort the control port on loopback; 0 picks a free one, null opens none
/// @param accessKey the only AWS access key id that the server accepts; it is the secret
/// @param region the region in ARNs
/// @param durability what an acknowledged write survives
public record ServerOptions(
    Path data,
    int port,
    @Nullable Integer controlPort,
    String accessKey,
    String region,
    Durability durability) {
  private static final int LARGEST_PORT = 65_535;
  private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9_-]+");

  /// @throws IllegalArgumentException if a port is out of range, or if the access key or the
  ///     region has other characters than letters, digits, `-` and `_`
  public ServerOptions {
    requirePort(port);
    requirePort(controlPort == null ? 0 : controlPort);
    if (!WORD.matcher(accessKey).matches()) {
      throw new IllegalArgumentException("an access key can contain only letters, digits, - and _");
    }
    if (!WORD.matcher(region).matches()) {
      throw new IllegalArgumentException("not a region: " + region);
    }
  }

  private static void requirePort(int port) {
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /// Returns the defaults: a free port, no control port, a random access key, the region
  /// us-east-1, and acknowledged writes that survive the end of the process.
  public static ServerOptions in(Path data) {
    return new ServerOptions(data, 0, null, AccessKey.random(), "us-east-1", Durability.PROCESS);
  }

  public ServerOptions withPort(int newPort) {
    return new ServerOptions(data, newPort, controlPort, accessKey, region, durability);
  }

  public ServerOptions withControlPort(int newControlPort) {
    return new ServerOptions(data, port, newControlPort, accessKey, region, durability);
  }

  public ServerOptions withAccessKey(String newAccessKey) {
    return new ServerOptions(data, port, controlPort, newAccessKey, region, durability);
  }

  public ServerOptions withRegion(String newRegion) {
    return new ServerOptions(data, port, controlPort, accessKey, newRegion, durability);
  }

  public ServerOptions withDurability(Durability newDurability) {
    return new ServerOptions(data, port, controlPort, accessKey, region, newDurability);
  }

  /// Omits the access key, which is a secret.
  @Override
  public String toString() {
    return "server in " + data;
  }
}
