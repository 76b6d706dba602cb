/// Records completed trips in PostgreSQL exactly once. An idempotent upsert of each batch commits
/// together with the previous versions of amended rows, the rejected records and the checkpoints.
/// Stream delivery is at least once; this package doesn't read the stream.
@NullMarked
package farestream.sink;

import org.jspecify.annotations.NullMarked;
