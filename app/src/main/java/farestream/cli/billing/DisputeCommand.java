package farestream.cli.billing;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream dispute`
@Command(
    name = "dispute",
    header = "Lists and resolves charges that riders dispute.",
    description = "Lists charges that riders dispute and records how they were resolved.",
    subcommands = {DisputeListCommand.class, DisputeResolveCommand.class},
    footer = {"", "Example:", "  ./farestream dispute list"})
public final class DisputeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: list or resolve");
  }
}
