/// `quarantine` with its subcommands: records that the ledger could not take are shown, replayed,
/// dropped, and imported from what Lambda gave up.
@NullMarked
package farestream.cli.quarantine;

import org.jspecify.annotations.NullMarked;
