/// The front door: [farestream.Main] wires the commands by hand, [farestream.Config] reads the
/// environment once. Everything else has a room of its own.
@NullMarked
package farestream;

import org.jspecify.annotations.NullMarked;
