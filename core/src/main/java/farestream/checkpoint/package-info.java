/// How far each shard was read: checkpoints, gaps where the stream lost records, and the epoch that
/// fences off a former reader.
@NullMarked
package farestream.checkpoint;

import org.jspecify.annotations.NullMarked;
