package farestream.cli.server;

import farestream.cli.console.OptionChecks;
import farestream.cli.console.Output;
import farestream.local.LocalDynamoDb;
import java.nio.file.Path;
import java.util.List;
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
    header = "Runs only the local DynamoDB, until Ctrl-C.",
    description =
        "For development and tests. It listens on loopback only and accepts one access key, which is"
            + " in the file env of its folder. Data are kept between runs.",
    footer = {"", "Example:", "  ./farestream dynamodb --data ../tables --dynamodb-port 8001"})
public final class DynamoDbCommand implements Callable<Integer> {
  private static final int LARGEST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".farestream-dynamodb",
      description =
          "The data folder: a new or empty one, or that of an earlier run. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path data;

  @Option(
      names = "--dynamodb-port",
      paramLabel = "PORT",
      defaultValue = "8000",
      description = "The port to listen on; 0 for any free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      description =
          "The port of an interface for tests, which splits shards, trims records and makes requests"
              + " fail. Default: none.")
  private @Nullable Integer controlPort;

  @Override
  public Integer call() {
    var checks = new OptionChecks(spec.commandLine());
    checks.count("--dynamodb-port", Optional.of((long) port), 0, LARGEST_PORT);
    checks.count(
        "--control-port", Optional.ofNullable(controlPort).map(Long::valueOf), 1, LARGEST_PORT);
    var server =
        LocalDynamoDb.start(
            data, port, controlPort == null ? OptionalInt.empty() : OptionalInt.of(controlPort));
    var out = spec.commandLine().getOut();
    var servers =
        new RunningServers(
            out, data.resolve("env"), server.environment(), List.of(), server::close);
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
