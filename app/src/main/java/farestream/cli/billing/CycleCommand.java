package farestream.cli.billing;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream cycle`
@Command(
    name = "cycle",
    header = "Shows billing cycles; approves or rejects a proposed one.",
    description =
        "Shows the totals of billing cycles and who closed them, and approves or rejects a proposed"
            + " cycle (four-eyes principle).",
    subcommands = {
      CycleListCommand.class,
      CycleShowCommand.class,
      CycleApproveCommand.class,
      CycleRejectCommand.class
    },
    footer = {"", "Example:", "  ./farestream cycle list"})
public final class CycleCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: list, show, approve or reject");
  }
}
