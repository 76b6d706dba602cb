/// The trips table under concurrent writes and in unusual states.
@NullMarked
package farestream.booking;

import org.jspecify.annotations.NullMarked;
