package farestream.cli.server;

import farestream.cli.console.AllCommands;
import farestream.cli.console.ExitStatus;
import farestream.config.Config;
import farestream.config.LocalSystem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream demo`
@Command(
    name = "demo",
    header = "Runs the whole lab on a temporary instance.",
    description =
        "Books, accepts, completes, bills and pays a trip and shows the rows after each step. The"
            + " instance is deleted at the end.",
    footer = {"", "Example:", "  ./farestream demo --replay"})
public final class DemoCommand implements Callable<Integer> {
  private static final String TABLE = "aws-db-workshop-trips";

  private final AllCommands commands;
  @Spec private CommandSpec spec;

  @Option(names = "--replay", description = "Also replay 500 real trip records.")
  private boolean replay;

  DemoCommand(AllCommands commands) {
    this.commands = commands;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    var began = System.nanoTime();
    var out = spec.commandLine().getOut();
    out.println("starting DynamoDB and PostgreSQL in a temporary folder …");
    try (var system = LocalSystem.startTemporary(TABLE)) {
      out.printf("ready after %.1f s%n", secondsSince(began));
      var config = new Config(system.environment(), Path.of(""));
      var tour = new DemoTour(config, commands.on(config), out);
      tour.show();
      if (replay) {
        tour.replay(Path.of(System.getProperty("farestream.home", "."), "samples"));
      }
      tour.summary();
    }
    out.printf("stopped, and the instance is deleted; it took %.1f s%n", secondsSince(began));
    return ExitStatus.DONE;
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
