/// Tests of `rider` and `driver`.
@NullMarked
package farestream.cli.people;

import org.jspecify.annotations.NullMarked;
