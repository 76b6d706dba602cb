/// Trips through their commands.
@NullMarked
package farestream.cli.trip;

import org.jspecify.annotations.NullMarked;
