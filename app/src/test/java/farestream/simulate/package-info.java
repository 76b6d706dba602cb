/// Tests of the plan alone, and of a simulated city on real servers.
@NullMarked
package farestream.simulate;

import org.jspecify.annotations.NullMarked;
