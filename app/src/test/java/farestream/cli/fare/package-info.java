/// Fares through their commands.
@NullMarked
package farestream.cli.fare;

import org.jspecify.annotations.NullMarked;
