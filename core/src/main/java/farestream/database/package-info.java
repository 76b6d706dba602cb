/// .
@NullMarked
package farestream.database;

import org.jspecify.annotations.NullMarked;
