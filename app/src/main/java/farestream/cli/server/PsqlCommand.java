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
  private static final Set<String> OF_THE_SESSION =
      Set.of("PGOPTIONS", "PGAPPNAME", "PGTZ", "PGDATESTYLE", "PGCLIENTENCODING");

  private final Config config;

  @Parameters(arity = "0..*", paramLabel = "PSQL-ARGUMENT", description = "Handed to psql.")
  private List<String> arguments = List.of();

  PsqlCommand(Config config) {
    this.config = config;
  }

  /// Takes what it doesn't know, psql's own options, for arguments.
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
    // A psql before 16 gives a password to whoever asks; our own driver makes sure who does.
    login.proveServer();
    if (config.isPostgresOfUp()) {
      builder.environment().keySet().removeIf(PsqlCommand::isOfAnotherServer);
    }
    builder.environment().putAll(login.environment());
    if (!Progress.isTerminal()) {
      // Some psql end with 0 though nobody got what they printed.
      builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
    }
    try {
      var psql = builder.start();
      // Ctrl-C in the session is psql's to handle; until psql ends, so must this process stay.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> psql.onExit().join(), "await-psql"));
      handOn(psql);
      return psql.waitFor();
    } catch (IOException notThere) {
      throw new Breakdown(
          "psql is not installed: Debian: apt install postgresql-client, macOS: brew install libpq;"
              + " or give another client what ./farestream url prints",
          notThere);
    }
  }

  private static boolean isOfAnotherServer(String variable) {
    return variable.startsWith("PG") && !OF_THE_SESSION.contains(variable);
  }

  /// Byte for byte: what it prints may be anything.
  private static void handOn(Process psql) {
    try (var from = psql.getInputStream();
        var to = new FileOutputStream(FileDescriptor.out)) {
      from.transferTo(to);
    } catch (IOException lost) {
      psql.destroy();
      throw new OutputLost(lost);
    }
  }
}
