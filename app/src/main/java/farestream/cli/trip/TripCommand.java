package farestream.cli.trip;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream trip`
@Command(
    name = "trip",
    header = "Shows and lists trips; releases or rejects held ones.",
    subcommands = {
      TripShowCommand.class,
      TripListCommand.class,
      TripReleaseCommand.class,
      TripRejectCommand.class
    },
    footer = {"", "Example:", "  ./farestream trip list --status InProgress"})
public final class TripCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: show, list, release or reject");
  }
}
