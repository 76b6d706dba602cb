/// `book`, `accept`, `complete`, `cancel`, and `trip` with its subcommands: a trip from its
/// booking to its place in the ledger, and what a person decides on one that is held.
@NullMarked
package farestream.cli.trip;

import org.jspecify.annotations.NullMarked;
