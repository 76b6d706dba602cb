package farestream.cli.console;

import farestream.config.Config;
import picocli.CommandLine;

/// Creates the command line for a command that runs other commands.
@FunctionalInterface
public interface AllCommands {
  /// Returns all commands, configured with `config`.
  CommandLine on(Config config);
}
