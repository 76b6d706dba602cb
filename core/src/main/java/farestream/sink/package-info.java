/// Records completed trips in PostgreSQL exactly once: an idempotent upsert of each batch commits
/// together with the amended rows' former state, the rejected records and the checkpoint. Reads no
/// stream itself.
@NullMarked
package farestream.sink;

import org.jspecify.annotations.NullMarked;
