package farestream.cli;

import farestream.Config;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `farestream url`
@Command(
    name = "url",
    header = "Prints the ledger's connection string, with its password.",
    footer = {"", "Example:", "  psql \"$(./farestream url)\""})
public final class UrlCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  public UrlCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(config.postgres().url());
    return ExitStatus.DONE;
  }
}
