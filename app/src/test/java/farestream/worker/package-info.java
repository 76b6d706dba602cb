/// Tests of the path from a completed trip to its row, on real servers and on scripted streams.
@NullMarked
package farestream.worker;

import org.jspecify.annotations.NullMarked;
