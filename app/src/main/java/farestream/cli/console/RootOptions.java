package farestream.cli.console;

import farestream.config.Config;

/// The options of the root command, which hold for all commands.
public interface RootOptions {
  Config config();

  /// Whether an error is printed with its stack trace.
  boolean verbose();
}
