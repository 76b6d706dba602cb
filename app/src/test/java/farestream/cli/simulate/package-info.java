/// Simulations and replays through their commands.
@NullMarked
package farestream.cli.simulate;

import org.jspecify.annotations.NullMarked;
