/// Replays planned trips: books, accepts and completes them in DynamoDB and waits until the ledger
/// has them. Like any other client it uses `booking`, and it reads the ledger only to compare. The
/// package prints nothing.
@NullMarked
package farestream.replay;

import org.jspecify.annotations.NullMarked;
