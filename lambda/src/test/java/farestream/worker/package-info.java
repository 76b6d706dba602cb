/// The worker beside the function.
@NullMarked
package farestream.worker;

import org.jspecify.annotations.NullMarked;
