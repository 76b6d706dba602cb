/// Trips of the past in bulk: first as rows of the ledger, then as items of the trips table, which
/// the stream then has nothing to tell of. What was interrupted is known by the ledger's rows
// alone.
/// Prints nothing.
@NullMarked
package farestream.history;

import org.jspecify.annotations.NullMarked;
