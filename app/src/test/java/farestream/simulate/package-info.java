/// The plan by itself, and a simulated city on real servers.
@NullMarked
package farestream.simulate;

import org.jspecify.annotations.NullMarked;
