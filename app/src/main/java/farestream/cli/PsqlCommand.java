package farestream.cli;

import farestream.Config;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `farestream psql`
@Command(
    name = "psql",
    header = "Opens a psql session on the ledger.",
    footer = {"", "Example:", "  ./farestream psql -c 'select count(*) from trips'"})
public final class PsqlCommand implements Callable<Integer> {
  private final Config config;

  @Parameters(arity = "0..*", paramLabel = "PSQL-ARGUMENT", description = "Handed to psql.")
  private List<String> arguments = List.of();

  private PsqlCommand(Config config) {
    this.config = config;
  }

  /// Takes what it doesn't know, psql's own options, for arguments.
  public static CommandLine commandLine(Config config) {
    return new CommandLine(new PsqlCommand(config))
        .setUnmatchedOptionsArePositionalParams(true)
        .setStopAtPositional(true);
  }

  @Override
  public Integer call() throws InterruptedException {
    var command = new ArrayList<String>();
    command.add("psql");
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(config.postgres().environment());
    try {
      var psql = builder.start();
      // Ctrl-C in the session is psql's to handle; until psql ends, so must this process stay.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> psql.onExit().join(), "await-psql"));
      return psql.waitFor();
    } catch (IOException notThere) {
      throw new NotInstalled();
    }
  }

  /// The machine has no psql.
  static final class NotInstalled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotInstalled() {
      super(
          "psql is not installed: Debian: apt install postgresql-client, macOS: brew install libpq;"
              + " or give another client what ./farestream url prints");
    }
  }
}
