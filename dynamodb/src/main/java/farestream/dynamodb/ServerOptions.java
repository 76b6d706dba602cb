package farestream.dynamodb;

import farestream.dynamodb.store.SqliteStore.Durability;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a server is to run.
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

  /// A server on any free port, with an access key of its own, whose data survive the end of the
  /// process.
  public static ServerOptions in(Path data) {
    return new ServerOptions(data, 0, null, AccessKeys.random(), "us-east-1", Durability.PROCESS);
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

  /// Without the access key.
  @Override
  public String toString() {
    return "server in " + data;
  }
}
