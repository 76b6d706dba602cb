/// Reference data that is part of the program, in CSV resources.
@NullMarked
package farestream.reference;

import org.jspecify.annotations.NullMarked;
