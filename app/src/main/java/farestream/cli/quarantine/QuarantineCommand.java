package farestream.cli.quarantine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream quarantine`
@Command(
    name = "quarantine",
    header = "Shows and resolves quarantined records.",
    description =
        "Shows, replays, imports and drops records that the ledger rejected (its dead-letter table).",
    subcommands = {
      QuarantineListCommand.class,
      QuarantineShowCommand.class,
      QuarantineReplayCommand.class,
      QuarantineImportCommand.class,
      QuarantineDropCommand.class
    },
    footer = {"", "Example:", "  ./farestream quarantine list"})
public final class QuarantineCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: list, show, replay, import or drop");
  }
}
