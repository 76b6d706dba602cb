package farestream.cli;

import farestream.Config;
import farestream.cli.console.RootOptions;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `farestream`
@Command(
    name = "farestream",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 done; 1 failed unexpectedly; 2 wrong usage; 3 refused by a rule;",
      "4 a server can't be reached."
    })
public final class RootCommand implements Runnable, RootOptions {
  /// Not in the annotation, from which every command would inherit it.
  public static final String ABOUT =
      "Books taxi trips, carries them into PostgreSQL exactly once, bills and pays.";

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--aws",
      scope = ScopeType.INHERIT,
      description =
          "Use the real AWS, by the account and region of the environment, and no up of this"
              + " folder. Without it or FARESTREAM_AWS=1 it is used only where an endpoint is"
              + " named.")
  private boolean aws;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "With an error, print where it came from.")
  private boolean verbose;

  public RootCommand(Config config) {
    this.config = config;
  }

  @Override
  public Config config() {
    return config;
  }

  /// @param err where a command says which account it uses
  void configure(PrintWriter err) {
    if (aws) {
      config.wantAws();
    }
    config.onAws(err::println);
  }

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
