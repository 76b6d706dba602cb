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
        "Without the password, which an argument would show to every user of the machine: of up's"
            + " ledger it names the file that has it, of any other PGPASSWORD counts.",
    footer = {"", "Example:", "  psql \"$(./farestream url)\""})
public final class UrlCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--with-password",
      description = "With the password in it; without this option it is left out.")
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
