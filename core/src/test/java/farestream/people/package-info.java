/// Tests of riders and drivers on a real PostgreSQL.
@NullMarked
package farestream.people;

import org.jspecify.annotations.NullMarked;
