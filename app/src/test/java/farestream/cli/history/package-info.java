/// Tests of the command `history`.
@NullMarked
package farestream.cli.history;

import org.jspecify.annotations.NullMarked;
