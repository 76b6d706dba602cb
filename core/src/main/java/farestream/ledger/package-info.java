/// Completed trips recorded once in PostgreSQL: the rows, the history of those amended, the
/// records set aside and how far each shard was read, all in one transaction; and trips of the past
/// that come in bulk. Nothing here reads a stream.
@NullMarked
package farestream.ledger;

import org.jspecify.annotations.NullMarked;
