/// The plan by itself, and the city at work on real servers.
@NullMarked
package farestream.city;

import org.jspecify.annotations.NullMarked;
