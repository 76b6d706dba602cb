/// .
@NullMarked
package farestream;

import org.jspecify.annotations.NullMarked;
