/// Tests of the sink on a real PostgreSQL.
@NullMarked
package farestream.sink;

import org.jspecify.annotations.NullMarked;
