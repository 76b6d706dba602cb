/// The commands `simulate` and `replay`, which run a simulated city or real trip records through
/// the system.
@NullMarked
package farestream.cli.simulate;

import org.jspecify.annotations.NullMarked;
