package farestream.cli.server;

import farestream.cli.console.OutputLost;
import farestream.cli.console.Progress;
import farestream.config.Config;
import farestream.failure.Breakdown;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream psql`
@Command(
    name = "psql",
    header = "Opens a psql session on the ledger.",
    footer = {"", "Example:", "  ./farestream psql -c 'select count(*) from trips'"})
public final class PsqlCommand implements Callable<Integer> {
  private static final Set<String> SESSION_VARIABLES =
      Set.of("PGOPTIONS", "PGAPPNAME", "PGTZ", "PGDATESTYLE", "PGCLIENTENCODING");

  private final Config config;

  @Parameters(arity = "0..*", paramLabel = "PSQL-ARGUMENT", description = "An argument for psql.")
  private List<String> arguments = List.of();

  PsqlCommand(Config config) {
    this.config = config;
  }

  /// Passes unknown options, which are psql's own, through as arguments.
  @Spec
  void spec(CommandSpec spec) {
    spec.parser().unmatchedOptionsArePositionalParams(true).stopAtPositional(true);
  }

  @Override
  public Integer call() throws InterruptedException, SQLException {
    var login = config.postgres();
    var command = new ArrayList<String>();
    command.add("psql");
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).inheritIO();
    // psql before version 16 sends its password to any server that asks for it, so our own driver
    // authenticates the server first.
    login.proveServer();
    if (config.isPostgresOfUp()) {
      builder.environment().keySet().removeIf(PsqlCommand::isOfAnotherServer);
    }
    builder.environment().putAll(login.environment());
    if (!Progress.isTerminal()) {
      // Some versions of psql exit with 0 although their output couldn't be written.
      builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
    }
    try {
      var psql = builder.start();
      // psql handles Ctrl-C itself, so this process must wait until psql ends.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> psql.onExit().join(), "await-psql"));
      copyOutput(psql);
      return psql.waitFor();
    } catch (IOException notThere) {
      throw new Breakdown(
          "psql is not installed: install it (Debian: apt install postgresql-client, macOS: brew"
              + " install libpq), or use another client with the URL that ./farestream url prints",
          notThere);
    }
  }

  private static boolean isOfAnotherServer(String variable) {
    return variable.startsWith("PG") && !SESSION_VARIABLES.contains(variable);
  }

  /// Copies psql's output unchanged, because it may be binary.
  private static void copyOutput(Process psql) {
    try (var from = psql.getInputStream();
        var to = new FileOutputStream(FileDescriptor.out)) {
      from.transferTo(to);
    } catch (IOException lost) {
      psql.destroy();
      throw new OutputLost(lost);
    }
  }
}
