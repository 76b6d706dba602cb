package farestream.cli.console;

import farestream.config.Config;

/// What was said for all commands, as the root of them knows it.
public interface RootOptions {
  Config config();

  /// Whether an error is shown with where it came from.
  boolean verbose();
}
