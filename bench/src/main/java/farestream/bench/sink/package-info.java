/// The ways to bring changes into the ledger's table, side by side: ours, the lab's, the driver's
/// batches, and the limit that a bare COPY sets.
@NullMarked
package farestream.bench.sink;

import org.jspecify.annotations.NullMarked;
