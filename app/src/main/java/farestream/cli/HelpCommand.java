package farestream.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `farestream help`
@Command(
    name = "help",
    header = "Shows how a command is used.",
    footer = {"", "Example:", "  ./farestream help trip list"})
public final class HelpCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "Such as bill, or trip list; without it all commands are listed.")
  private List<String> names = List.of();

  @Override
  public void run() {
    var command = spec.root().commandLine();
    for (var name : names) {
      var next = command.getSubcommands().get(name);
      if (next == null) {
        throw new UnmatchedArgumentException(command, List.of(name));
      }
      command = next;
    }
    command.usage(spec.commandLine().getOut());
  }
}
