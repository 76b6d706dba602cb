/// What every group of commands shares: options, what is printed and how it is laid out, errors
/// and exit statuses. It knows no command.
@NullMarked
package farestream.cli.console;

import org.jspecify.annotations.NullMarked;
