/// Commands through their front door: what they print, and how they end.
@NullMarked
package farestream.cli;

import org.jspecify.annotations.NullMarked;
