package farestream.cli.console;

import farestream.config.Config;
import picocli.CommandLine;

/// For a command that runs others.
@FunctionalInterface
public interface AllCommands {
  /// All commands, on the instance that a configuration names.
  CommandLine on(Config config);
}
