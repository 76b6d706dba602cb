/// Tests of the commands `bill`, `cycle` and `dispute`.
@NullMarked
package farestream.cli.billing;

import org.jspecify.annotations.NullMarked;
