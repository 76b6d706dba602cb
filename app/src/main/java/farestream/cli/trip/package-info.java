/// The commands `book`, `accept`, `complete`, `cancel` and `trip`: changing a trip, showing and
/// listing trips, and deciding on held ones.
@NullMarked
package farestream.cli.trip;

import org.jspecify.annotations.NullMarked;
