/// Compares the completed trips of DynamoDB and PostgreSQL in both directions, column by column,
/// and repairs differences on request. DynamoDB is accessed through
/// [farestream.reconcile.ItemSide], without SDK types. Temporary tables hold the state, so that
/// memory is constant. Repairs are written through `sink` only.
@NullMarked
package farestream.reconcile;

import org.jspecify.annotations.NullMarked;
