package farestream.cli;

import farestream.Config;
import farestream.EnvFile;
import farestream.LocalSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream up`
@Command(
    name = "up",
    description = {
      "Runs the whole system on this machine until Ctrl-C: DynamoDB Local, PostgreSQL and the",
      "worker between them, on loopback only. The data are kept."
    },
    footer = {"", "Example:", "  farestream up --data /var/lib/farestream --dynamodb-port 0"})
public final class UpCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".farestream",
      description = "Where the data are kept; ${DEFAULT-VALUE} if not given.")
  private Path data;

  @Option(
      names = "--dynamodb-port",
      paramLabel = "PORT",
      defaultValue = "8000",
      description = "${DEFAULT-VALUE} if not given; 0 for any that is free.")
  private int dynamoDbPort;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "54320",
      description = "${DEFAULT-VALUE} if not given; 0 for any that is free.")
  private int postgresPort;

  public UpCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var began = System.nanoTime();
    var out = spec.commandLine().getOut();
    out.println("starting DynamoDB Local and PostgreSQL …");
    var system = LocalSystem.start(data, dynamoDbPort, postgresPort, config.tripsTableName());
    var env = data.resolve("env");
    var stop = new Thread(() -> stop(system, env), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    EnvFile.write(env, system.environment());
    sayReady(system, (System.nanoTime() - began) / 1e9);
    throw new ServerEnded(system.givenUp().join());
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
            in another shell, in this folder: ./farestream book
            for other tools there:            . %s
            """,
            seconds,
            variables.get("AWS_ENDPOINT_URL_DYNAMODB"),
            config.tripsTableName(),
            variables.get("PGHOST"),
            variables.get("PGPORT"),
            variables.get("PGDATABASE"),
            data,
            fromHere(data.resolve("env")));
  }

  /// What a shell's `.` takes: without a slash it would search the PATH.
  private static String fromHere(Path file) {
    return file.isAbsolute() || file.startsWith(".") ? file.toString() : "./" + file;
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
  }

  /// One of the servers is gone, and with it the system.
  static final class ServerEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerEnded(String what) {
      super(what);
    }
  }
}
