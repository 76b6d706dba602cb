/// Tests of checkpoints and gaps on a real PostgreSQL.
@NullMarked
package farestream.checkpoint;

import org.jspecify.annotations.NullMarked;
