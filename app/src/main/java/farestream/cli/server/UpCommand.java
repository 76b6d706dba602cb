package farestream.cli.server;

import farestream.cli.console.OptionChecks;
import farestream.cli.console.Output;
import farestream.config.Config;
import farestream.config.LocalSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream up`
@Command(
    name = "up",
    header = "Runs the whole system on this machine, until Ctrl-C.",
    description =
        "Runs a local DynamoDB, PostgreSQL and the worker between them, on loopback only. Data are"
            + " kept between runs.",
    footer = {"", "Example:", "  ./farestream up --data ../taxi --dynamodb-port 0"})
public final class UpCommand implements Callable<Integer> {
  private static final String DEFAULT_FOLDER = ".farestream";
  private static final int MAX_PORT = 65_535;

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = DEFAULT_FOLDER,
      description =
          "The data folder: a new or empty one, or that of an earlier run. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path data;

  @Option(
      names = "--dynamodb-port",
      paramLabel = "PORT",
      defaultValue = "8000",
      description = "The port of DynamoDB; 0 for any free port. Default: ${DEFAULT-VALUE}.")
  private int dynamoDbPort;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "54320",
      description = "The port of PostgreSQL; 0 for any free port. Default: ${DEFAULT-VALUE}.")
  private int postgresPort;

  UpCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var began = System.nanoTime();
    var out = spec.commandLine().getOut();
    requirePort("--dynamodb-port", dynamoDbPort);
    requirePort("--postgres-port", postgresPort);
    var system =
        LocalSystem.start(
            data,
            dynamoDbPort,
            postgresPort,
            config.tripsTableName(),
            () -> out.println("starting DynamoDB and PostgreSQL …"));
    var servers =
        new RunningServers(
            out,
            data.resolve("env"),
            system.environment(),
            List.of(system.colleague()),
            system::close);
    servers.publish();
    printReady(servers, (System.nanoTime() - began) / 1e9);
    Output.to(spec.commandLine().getOut()).requireWritten();
    throw RunningServers.awaitEnd(system.givenUp());
  }

  private void requirePort(String option, int port) {
    new OptionChecks(spec.commandLine()).count(option, Optional.of((long) port), 0, MAX_PORT);
  }

  private void printReady(RunningServers servers, double seconds) {
    var variables = servers.variables();
    spec.commandLine()
        .getOut()
        .printf(
            """
            ready after %.1f s; Ctrl-C stops it
              DynamoDB    %s, table %s with its stream
              PostgreSQL  %s:%s, database %s
              data        %s
            %s
            """,
            seconds,
            variables.get("AWS_ENDPOINT_URL_DYNAMODB"),
            config.tripsTableName(),
            variables.get("PGHOST"),
            variables.get("PGPORT"),
            variables.get("PGDATABASE"),
            data,
            whatToDoNext(servers.sourceLine()));
  }

  /// Returns the next command. Commands find a running `up` only in the default folder; for any
  /// other, the variables must be sourced.
  private String whatToDoNext(String variables) {
    return data.toAbsolutePath().normalize().equals(Path.of(DEFAULT_FOLDER).toAbsolutePath())
        ? """
        in another shell, in this folder: ./farestream book
        for other tools there:            %s\
        """
            .formatted(variables)
        : "in another shell, in this folder: %s && ./farestream book".formatted(variables);
  }
}
