/// The trips table under races and in odd states.
@NullMarked
package farestream.booking;

import org.jspecify.annotations.NullMarked;
