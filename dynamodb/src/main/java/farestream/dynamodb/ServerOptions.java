package farestream.dynamodb;

import farestream.dynamodb.http.AccessKey;
import farestream.dynamodb.store.Durability;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a server is to run: [#in] gives the defaults, each `with` a copy with one of them changed.
///
/// @param data a folder that is there, for this server alone
/// @param port 0 for any that is free
/// @param controlPort of the control port: 0 for any that is free, null for none
/// @param accessKey the AWS access key id that its clients must use; it is the secret
/// @param region as ARNs name it
public record ServerOptions(
    Path data,
    int port,
    @Nullable Integer controlPort,
    String accessKey,
    String region,
    Durability durability) {
  private static final int LARGEST_PORT = 65_535;
  private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9_-]+");

  /// @throws IllegalArgumentException if a port is none, or the access key or the region isn't
  ///     letters, digits, `-` and `_`
  public ServerOptions {
    requirePort(port);
    requirePort(controlPort == null ? 0 : controlPort);
    if (!WORD.matcher(accessKey).matches()) {
      throw new IllegalArgumentException("an access key has letters, digits, - and _ only");
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

  /// A server on any free port, without a control port, with an access key of its own, in
  /// us-east-1, whose data survive the end of the process.
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

  /// Without the access key.
  @Override
  public String toString() {
    return "server in " + data;
  }
}
