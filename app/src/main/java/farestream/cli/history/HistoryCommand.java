package farestream.cli.history;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream history`
@Command(
    name = "history",
    header = "Loads past trips into both databases, in bulk.",
    description =
        "Loads past trips into both databases, in bulk. No billing cycle ever bills them.",
    subcommands = {HistoryGenerateCommand.class, HistoryImportCommand.class},
    footer = {"", "Example:", "  ./farestream history generate --like workshop"})
public final class HistoryCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: generate or import");
  }
}
