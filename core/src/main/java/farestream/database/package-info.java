/// How PostgreSQL is reached, which schema it has and how our types stand in its columns. No
/// business rule lives here; SQL stands beside the feature that runs it.
@NullMarked
package farestream.database;

import org.jspecify.annotations.NullMarked;
