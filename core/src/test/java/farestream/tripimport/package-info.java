/// Tests of imports on a real PostgreSQL.
@NullMarked
package farestream.tripimport;

import org.jspecify.annotations.NullMarked;
