/// Compares ways to write changes into the ledger's table: Farestream's, the lab's, the JDBC
/// driver's batches, and a bare COPY as the upper limit.
@NullMarked
package farestream.bench.sink;

import org.jspecify.annotations.NullMarked;
