/// Shared by all groups of commands: options and their checks, output and tables, errors and exit
/// statuses. It depends on no command.
@NullMarked
package farestream.cli.console;

import org.jspecify.annotations.NullMarked;
