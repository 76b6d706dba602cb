/// The progress of the stream's reader: a checkpoint per shard, the gaps where the stream trimmed
/// records before they were read, and the epoch that fences off a previous reader.
@NullMarked
package farestream.checkpoint;

import org.jspecify.annotations.NullMarked;
