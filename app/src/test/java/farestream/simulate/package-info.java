/// Reading records of many years' shapes, and replaying them on real servers.
@NullMarked
package farestream.simulate;

import org.jspecify.annotations.NullMarked;
