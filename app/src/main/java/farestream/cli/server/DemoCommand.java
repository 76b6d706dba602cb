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
    header = "Shows the whole lab on a throw-away instance.",
    description =
        "Books, accepts, completes, bills and pays, with the rows at each step. It leaves nothing"
            + " behind.",
    footer = {"", "Example:", "  ./farestream demo --replay"})
public final class DemoCommand implements Callable<Integer> {
  private static final String TABLE = "aws-db-workshop-trips";

  private final AllCommands commands;
  @Spec private CommandSpec spec;

  @Option(names = "--replay", description = "Replay 500 real trip records, too.")
  private boolean replay;

  DemoCommand(AllCommands commands) {
    this.commands = commands;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    var began = System.nanoTime();
    var out = spec.commandLine().getOut();
    out.println("starting DynamoDB and PostgreSQL in a temporary folder …");
    try (var system = LocalSystem.startThrowAway(TABLE)) {
      out.printf("ready after %.1f s%n", secondsSince(began));
      var config = new Config(system.environment(), Path.of(""));
      var tour = new DemoTour(config, commands.on(config), out);
      tour.show();
      if (replay) {
        tour.replay(Path.of(System.getProperty("farestream.home", "."), "samples"));
      }
      tour.summary();
    }
    out.printf("stopped, and nothing left behind; it took %.1f s%n", secondsSince(began));
    return ExitStatus.DONE;
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
