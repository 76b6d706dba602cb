/// `history` with its subcommands: trips of the past in bulk, generated or imported.
@NullMarked
package farestream.cli.history;

import org.jspecify.annotations.NullMarked;
