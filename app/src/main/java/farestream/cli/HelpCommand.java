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
    header = "Shows the help of a command.",
    footer = {"", "Example:", "  ./farestream help trip list"})
public final class HelpCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "A command, such as bill or trip list. Default: list all commands.")
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
