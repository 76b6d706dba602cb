/// Tests of the commands `simulate` and `replay`.
@NullMarked
package farestream.cli.simulate;

import org.jspecify.annotations.NullMarked;
