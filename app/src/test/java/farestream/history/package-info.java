/// Tests of what is in the package of the same name.
@NullMarked
package farestream.history;

import org.jspecify.annotations.NullMarked;
