package farestream.cli.server;

import farestream.cli.console.OptionChecks;
import farestream.cli.console.Output;
import farestream.local.LocalDynamoDb;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream dynamodb`
@Command(
    name = "dynamodb",
    header = "Runs the local DynamoDB alone until Ctrl-C.",
    description =
        "For development and tests, on loopback only. It takes one access key, which is in the file"
            + " env of its folder. The data are kept.",
    footer = {"", "Example:", "  ./farestream dynamodb --data ../tables --dynamodb-port 8001"})
public final class DynamoDbCommand implements Callable<Integer> {
  private static final int LARGEST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".farestream-dynamodb",
      description =
          "Where the tables are kept: an empty folder, a new one, or one of an earlier start;"
              + " ${DEFAULT-VALUE} if not given.")
  private Path data;

  @Option(
      names = "--dynamodb-port",
      paramLabel = "PORT",
      defaultValue = "8000",
      description = "Where it answers; ${DEFAULT-VALUE} if not given; 0 for any that is free.")
  private int port;

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      description =
          "Also take commands that split shards, trim records and make requests fail; none if not"
              + " given.")
  private @Nullable Integer controlPort;

  @Override
  public Integer call() {
    var bounds = new OptionChecks(spec.commandLine());
    bounds.count("--dynamodb-port", Optional.of((long) port), 0, LARGEST_PORT);
    bounds.count(
        "--control-port", Optional.ofNullable(controlPort).map(Long::valueOf), 1, LARGEST_PORT);
    var server =
        LocalDynamoDb.start(
            data, port, controlPort == null ? OptionalInt.empty() : OptionalInt.of(controlPort));
    var out = spec.commandLine().getOut();
    var servers = new RunningServers(out, data.resolve("env"), server.environment(), server::close);
    servers.publish();
    out.printf(
        """
        ready; Ctrl-C stops it
          DynamoDB         %s
          data             %s
          for other tools  %s
        """,
        server.endpoint(), data, servers.sourceLine());
    Output.to(spec.commandLine().getOut()).requireWritten();
    throw RunningServers.awaitEnd(server.givenUp());
  }
}
