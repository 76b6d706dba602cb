/// The command `quarantine` and its subcommands: showing, replaying and dropping records that the
/// ledger rejected, and importing batches that Lambda discarded.
@NullMarked
package farestream.cli.quarantine;

import org.jspecify.annotations.NullMarked;
