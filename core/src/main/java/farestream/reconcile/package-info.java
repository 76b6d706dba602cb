/// The completed trips of both sides compared, both ways and field by field; differences named
/// and, where that is wanted, put right through the ledger. DynamoDB's side comes in neutral types,
/// as an [farestream.reconcile.ItemSide]; what has to be remembered of the trips stands in
/// temporary tables, never in memory. Nothing here writes a row of its own.
@NullMarked
package farestream.reconcile;

import org.jspecify.annotations.NullMarked;
