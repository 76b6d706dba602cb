package farestream.cli;

import farestream.Config;
import farestream.EnvFile;
import farestream.LocalSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream up`
@Command(
    name = "up",
    header = "Runs the whole system on this machine until Ctrl-C.",
    description =
        "DynamoDB Local, PostgreSQL and the worker between them, on loopback only. The data are"
            + " kept.",
    footer = {"", "Example:", "  ./farestream up --data ../taxi --dynamodb-port 0"})
public final class UpCommand implements Callable<Integer> {
  private static final String DEFAULT_FOLDER = ".farestream";
  private static final int MOST_OF_A_PORT = 65_535;

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = DEFAULT_FOLDER,
      description =
          "Where the data are kept: an empty folder, a new one, or one of an earlier start;"
              + " ${DEFAULT-VALUE} if not given.")
  private Path data;

  @Option(
      names = "--dynamodb-port",
      paramLabel = "PORT",
      defaultValue = "8000",
      description = "Of DynamoDB Local; ${DEFAULT-VALUE} if not given; 0 for any that is free.")
  private int dynamoDbPort;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "54320",
      description = "Of PostgreSQL; ${DEFAULT-VALUE} if not given; 0 for any that is free.")
  private int postgresPort;

  public UpCommand(Config config) {
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
            () -> out.println("starting DynamoDB Local and PostgreSQL …"));
    var env = data.resolve("env");
    var stop = new Thread(() -> stop(system, env), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    EnvFile.write(env, system.environment());
    sayReady(system, (System.nanoTime() - began) / 1e9);
    throw new ServerEnded(system.givenUp().join());
  }

  private void requirePort(String option, int port) {
    new Bounds(spec.commandLine()).count(option, Optional.of((long) port), 0, MOST_OF_A_PORT);
  }

  private void sayReady(LocalSystem system, double seconds) {
    var variables = system.environment();
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
            whatToDoNext(variablesOf(data.resolve("env"))));
  }

  /// Commands look for a running `up` in the default folder only.
  private String whatToDoNext(String variables) {
    return data.toAbsolutePath().normalize().equals(Path.of(DEFAULT_FOLDER).toAbsolutePath())
        ? """
          in another shell, in this folder: ./farestream book
          for other tools there:            %s"""
            .formatted(variables)
        : "in another shell, in this folder: %s && ./farestream book".formatted(variables);
  }

  /// As a shell takes it: without a slash `.` would search the PATH.
  private static String variablesOf(Path env) {
    var file = env.isAbsolute() || env.startsWith(".") ? env.toString() : "./" + env;
    return ". " + (file.matches("[\\w./+-]+") ? file : "'" + file.replace("'", "'\\''") + "'");
  }

  private void stop(LocalSystem system, Path env) {
    spec.commandLine().getOut().println("stopping …");
    try {
      Files.deleteIfExists(env);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      system.close();
    }
    spec.commandLine().getOut().println("stopped");
  }

  /// One of the servers is gone, and with it the system.
  static final class ServerEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerEnded(String what) {
      super(what);
    }
  }
}
