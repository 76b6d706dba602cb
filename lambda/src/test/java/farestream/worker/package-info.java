/// Tests that compare the worker with the function.
@NullMarked
package farestream.worker;

import org.jspecify.annotations.NullMarked;
