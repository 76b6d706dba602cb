/// The way from a completed trip to its row, on real servers.
@NullMarked
package farestream.worker;

import org.jspecify.annotations.NullMarked;
