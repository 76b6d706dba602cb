/// Imports past trips in bulk: first as rows of the ledger, then as items of the trips table, so
/// that the stream finds the rows already there. The ledger alone records which imports are
/// incomplete. The package prints nothing.
@NullMarked
package farestream.history;

import org.jspecify.annotations.NullMarked;
