/// The command `history` and its subcommands: generating and importing past trips in bulk.
@NullMarked
package farestream.cli.history;

import org.jspecify.annotations.NullMarked;
