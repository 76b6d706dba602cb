package farestream.cli.server;

import farestream.cli.console.ExitStatus;
import farestream.config.Config;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream url`
@Command(
    name = "url",
    header = "Prints the ledger's connection string.",
    description =
        "The password is omitted, because arguments are visible to all users of the machine. The URL"
            + " of up's ledger names the file with the password; for any other, set PGPASSWORD.",
    footer = {"", "Example:", "  psql \"$(./farestream url)\""})
public final class UrlCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(names = "--with-password", description = "Include the password. Default: omit it.")
  private boolean withPassword;

  UrlCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var url = withPassword ? config.postgres().urlWithPassword() : config.postgresUrl();
    spec.commandLine().getOut().println(url);
    return ExitStatus.DONE;
  }
}
