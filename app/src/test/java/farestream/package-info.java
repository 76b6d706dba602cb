/// Tests through the front door, on real servers.
@NullMarked
package farestream;

import org.jspecify.annotations.NullMarked;
