/// Trips of the past in bulk: first as rows of the ledger, then as items of the trips table, so
/// that the stream has nothing new to tell. What was interrupted is known by the ledger alone.
/// Prints nothing.
@NullMarked
package farestream.history;

import org.jspecify.annotations.NullMarked;
