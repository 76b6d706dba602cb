/// Tests of the quarantine on a real PostgreSQL.
@NullMarked
package farestream.quarantine;

import org.jspecify.annotations.NullMarked;
