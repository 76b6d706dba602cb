package farestream.dynamodblocal;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/// DynamoDB Local, reachable from this machine only. Its own main class listens on every network
/// interface and has no option for the host, and whoever reaches it may read and write every trip.
public final class LoopbackServer {
  private LoopbackServer() {}

  /// Takes DynamoDB Local's own arguments and ends with status 1 if it can't listen.
  public static void main(String[] arguments) throws Exception {
    var proxy = ServerRunner.createServerFromCommandLineArgs(arguments);
    var jetty = jettyOf(proxy);
    for (var connector : jetty.getConnectors()) {
      if (!(connector instanceof ServerConnector tcp)) {
        throw new IllegalStateException(
            "DynamoDB Local listens in a way unknown here: " + connector);
      }
      tcp.setHost("127.0.0.1");
    }
    try {
      // Unlike start(), it tells nobody that it was started.
      proxy.safeStart();
    } catch (Exception cannotListen) {
      System.out.println(cannotListen.getMessage() + ": " + cannotListen.getCause());
      Runtime.getRuntime().halt(1);
    }
  }

  private static Server jettyOf(DynamoDBProxyServer proxy) throws ReflectiveOperationException {
    var field = DynamoDBProxyServer.class.getDeclaredField("server");
    field.setAccessible(true);
    return (Server) field.get(proxy);
  }
}
