/// Riders and drivers: validates, adds, changes, lists and imports them.
@NullMarked
package farestream.people;

import org.jspecify.annotations.NullMarked;
